using Assay.Cli;
using Assay.Runs;

namespace Assay.Tests.Cli;

// Signals go to the whole process, so what raises them runs alone.
[Collection(nameof(ResumeTests))]
[CollectionDefinition(nameof(ResumeTests), DisableParallelization = true)]
public class ResumeTests
{
    [Fact]
    public void TheFirstInterruptStopsAndTheSecondQuits()
    {
        var (heard, codes) = (0, new List<int>());
        using var interruption = new Interruption(() => heard++, codes.Add);

        interruption.Request();
        Assert.True(interruption.Token.IsCancellationRequested);
        Assert.Equal((1, 0), (heard, codes.Count));
        interruption.Request();
        Assert.Equal((1, 130), (heard, Assert.Single(codes)));
    }

    [Fact]
    public void AStoppedRunSaysHowToGoOnAndEndsLikeAnUninterruptedOne()
    {
        using var call = new Call { Study = StoppingAt(12) };

        Assert.Equal(0, call.Verb("train", "fake"));

        var stopped = Assert.Single(new RunStore(call.Runs).List());
        Assert.Equal((RunStatus.Stopped, 13), (stopped.Status, stopped.Record.Steps));
        Assert.Contains($"to go on: assay resume {stopped.Id} --runs {call.Runs}", call.Out, StringComparison.Ordinal);
        Assert.Contains("stopping after a checkpoint", call.Error, StringComparison.Ordinal);

        call.Study = new FakeStudy();
        Assert.Equal(0, call.Verb("resume", "latest", "--json"));
        Assert.Equal(stopped.Id, call.Json.GetProperty("run").GetString());
        Assert.Equal("Counted to 30.", call.Json.GetProperty("verdict").GetString());
        Assert.Equal(Enumerable.Range(1, 30), new RunStore(call.Runs).Open(stopped.Id).Events().Select(e => (int)e.Step));
    }

    [Fact]
    public void AFinishedRunIsRefused()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--quiet");

        Assert.Equal(1, call.Verb("resume", "latest"));

        Assert.Matches("^assay: run 'fake-.*' is finished; ", call.Error);
        Assert.Empty(call.Out);
    }

    [Fact]
    public void ARunWithoutCheckpointIsRefused()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--set", "protocol=broken");

        Assert.Equal(1, call.Verb("resume", "latest"));

        Assert.Contains("has no checkpoint yet", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunThatIsBeingWrittenIsRefused()
    {
        using var call = new Call();
        using var run = new RunStore(call.Runs).Create(new RunRecord { Study = "fake", Settings = Defaults() });

        Assert.Equal(1, call.Verb("resume", run.Id));

        Assert.Contains($"is being written by process {Environment.ProcessId}", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunOfAnotherStudyIsRefused()
    {
        using var call = new Call();
        new RunStore(call.Runs).Create(new RunRecord { Study = "other" }).Finish(RunStatus.Stopped);

        Assert.Equal(1, call.Verb("resume", "latest"));

        Assert.Contains("belongs to the study 'other', which this program does not have; it has: fake", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedComparisonGoesOnWithTheMemberThatIsNotFinished()
    {
        using var call = new Call { Study = StoppingAt(12) };

        Assert.Equal(0, call.Verb("train", "fake", "--preset", "widths"));

        var store = new RunStore(call.Runs);
        var parent = store.Find("latest");
        Assert.Equal((RunStatus.Stopped, 1), (parent.Status, parent.Record.Children.Count));

        call.Study = new FakeStudy();
        Assert.Equal(0, call.Verb("resume", parent.Id));
        parent = store.Open(parent.Id);
        Assert.Equal((RunStatus.Finished, "2 widths count alike."), (parent.Status, parent.Record.Verdict));
        Assert.Equal(3, store.List().Count);
        Assert.All(parent.Record.Children.Select(store.Open), child => Assert.Equal((RunStatus.Finished, 20), (child.Status, child.Record.Steps)));
        Assert.Equal([4.0, 16.0], parent.Record.Children.Select(id => store.Open(id).Record.Settings["model.width"]));
    }

    static FakeStudy StoppingAt(long step) => new() { BeforeStep = at => Signal(at == step), WaitForStopAt = step };

    static void Signal(bool now)
    {
        if (!now) return;
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    static Dictionary<string, object?> Defaults() => new FakeStudy().Settings.ToDictionary(setting => setting.Name, setting => (object?)setting.Default);
}
