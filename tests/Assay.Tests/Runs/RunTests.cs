using Assay.Runs;

namespace Assay.Tests.Runs;

public sealed class RunTests
{
    static RunRecord Draft => new() { Study = "frequency", Seed = 1 };

    static string Events(Run run) => Path.Combine(run.Folder, RunFiles.Events);

    [Fact]
    public void EventsAndRecordComeBack()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.File("runs"));
        using var run = store.Create(Draft);
        run.Log(1, ("train/loss", 0.1), ("grad/norm", double.NaN));
        run.Epoch = 2;
        run.Warn(3, "step 3 was \"odd\"\n");
        run.Log(4, ("train/loss", double.NegativeInfinity), ("lr", -0.0));
        run.Flush();

        var live = store.Open(run.Id);
        Assert.Equal(RunStatus.Running, live.Status);
        Assert.Equal([1, 3, 4], live.Events().Select(one => one.Step));

        run.Record.Metrics["test/mse"] = 0.25;
        run.Finish(RunStatus.Stopped, "Ctrl-C");
        var reader = store.Open(run.Id);
        var events = reader.Events().ToList();
        Assert.Equal([("train/loss", 0.1), ("grad/norm", double.NaN)], events[0].Metrics);
        Assert.Equal(("step 3 was \"odd\"\n", 2), (events[1].Warning, events[1].Epoch));
        Assert.Equal(double.NegativeInfinity, events[2]["train/loss"]);
        Assert.True(double.IsNegative(events[2]["lr"]!.Value));
        Assert.Null(events[2]["grad/norm"]);
        Assert.Equal([0.1, double.NegativeInfinity], reader.Curve("train/loss").Select(point => point.Value));
        Assert.Equal((RunStatus.Stopped, "Ctrl-C"), (reader.Status, reader.Record.Reason));
        Assert.Equal((4, 2), (reader.Record.Steps, reader.Record.Epochs));
        Assert.Equal(0.25, reader.Record.Metrics["test/mse"]);
        Assert.NotNull(reader.Record.Ended);
        Assert.Equal(["events.jsonl", "run.json"], Directory.GetFiles(run.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void WhoListensHearsOfEachMetricAfterItWasLogged()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(Draft);
        var heard = new List<(int, string, double)>();
        run.Logged = (epoch, name, value) => heard.Add((epoch, name, value));
        run.Epoch = 3;

        run.Log(7, ("train/loss", 0.5), ("lr", 0.1));
        run.Warn(7, "nothing to hear");

        Assert.Equal([(3, "train/loss", 0.5), (3, "lr", 0.1)], heard);
    }

    [Fact]
    public void SavedRecordsReachTheFileWhileTheRunGoesOn()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        using var run = store.Create(Draft);
        for (var i = 1; i <= 100; i++)
        {
            run.Record.Metrics["i"] = i;
            run.Save();
        }

        bool Arrived() => store.Open(run.Id).Record.Metrics.GetValueOrDefault("i") == 100;
        Assert.True(SpinWait.SpinUntil(Arrived, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void AKillAtAnyByteLosesAtMostTheLastLine()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(Draft);
        for (var step = 1; step <= 5; step++) run.Log(step, ("train/loss", 1.0 / step), ("änderung", double.NaN));
        run.Finish(RunStatus.Finished);
        var whole = File.ReadAllBytes(Events(run));
        var reader = new RunReader(run.Folder);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Events(run), whole[..length]);
            var lines = whole[..length].Count(value => value == '\n');
            // A line that lacks nothing but its line feed is complete.
            if (length < whole.Length && whole[length] == '\n') lines++;
            Assert.Equal(lines, reader.Events().Count());
        }
    }

    [Theory]
    [InlineData("{\"step\":1,\"a\"")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"step\":1.5}")]
    [InlineData("{\"step\":1,\"a\":\"many\"}")]
    [InlineData("{\"step\":1}{\"step\":2}")]
    [InlineData("[1]")]
    [InlineData("")]
    public void ADamagedLineInTheMiddleIsRefusedWithPathAndLine(string line)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(RunFiles.Events);
        File.WriteAllText(path, $"{{\"step\":1}}\n{line}\n{{\"step\":2}}\n");
        var error = Assert.Throws<InvalidDataException>(() => new RunReader(folder.Path).Events().ToList());
        Assert.StartsWith($"{path}:2: ", error.Message);
    }

    [Fact]
    public void LinesLongerThanTheReadBufferComeBack()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(Draft);
        var names = Enumerable.Range(0, 5000).Select(i => $"grad/layers.{i}.weight/norm").ToArray();
        var metrics = names.Select((name, i) => (name, i * 0.1)).ToArray();
        for (var step = 1; step <= 3; step++) run.Log(step, metrics);
        run.Flush();
        var events = new RunReader(run.Folder).Events().ToList();
        Assert.Equal([1, 2, 3], events.Select(one => one.Step));
        Assert.All(events, one => Assert.Equal(metrics, one.Metrics));
    }

    [Theory]
    [InlineData("step")]
    [InlineData("warning")]
    [InlineData("")]
    public void ReservedNamesAreRefused(string name)
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(Draft);
        Assert.Throws<ArgumentException>(() => run.Log(1, (name, 1)));
    }

    [Fact]
    public void StepsThatGoDownAreRefused()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(Draft);
        run.Log(5, ("a", 1));
        Assert.Contains("step 4 comes after step 5", Assert.Throws<ArgumentException>(() => run.Log(4, ("a", 1))).Message);
        Assert.Throws<ArgumentException>(() => run.Finish(RunStatus.Interrupted));
    }

    [Fact]
    public void ARunLeftUnfinishedIsMarkedFailed()
    {
        using var folder = new TemporaryFolder();
        var run = new RunStore(folder.Path).Create(Draft);
        run.Log(1, ("a", 1));
        run.Dispose();
        run.Finish(RunStatus.Finished);
        var reader = new RunReader(run.Folder);
        Assert.Equal(RunStatus.Failed, reader.Status);
        Assert.Single(reader.Events());
        Assert.Throws<ObjectDisposedException>(() => run.Log(2, ("a", 1)));
    }

    [Fact]
    public void ThreadsMayLogIntoOneRun()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(Draft);
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 500; i++) run.Log(1, ("thread", thread), ("i", i));
        });
        run.Flush();
        var events = new RunReader(run.Folder).Events().ToList();
        Assert.Equal(4000, events.Count);
        foreach (var own in events.GroupBy(one => one["thread"]))
            Assert.Equal(Enumerable.Range(0, 500), own.Select(one => (int)one["i"]!));
    }

    [Fact]
    public void TheClockStandsStillDuringEvaluation()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(Draft);
        run.StopClock();
        var before = run.Seconds;
        Thread.Sleep(5);
        Assert.Equal(before, run.Seconds);
        run.StartClock();
        Assert.True(SpinWait.SpinUntil(() => run.Seconds > before, TimeSpan.FromSeconds(10)));
    }
}
