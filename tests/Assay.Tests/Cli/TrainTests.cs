using Assay.Runs;

namespace Assay.Tests.Cli;

[Collection("program")]
public class TrainTests
{
    [Fact]
    public void PrintsTheIdFirstAndFolderAndVerdictLast()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("train", "fake", "--preset", "short", "--seed", "7"));

        var run = Assert.Single(new RunStore(call.Runs).List());
        Assert.Equal(run.Id, call.Lines[0]);
        Assert.Equal([$"folder  {run.Folder}", "verdict Counted to 10."], call.Lines[^2..]);
        Assert.Equal((RunStatus.Finished, 7, "short"), (run.Status, run.Record.Seed, run.Record.Preset));
        Assert.Equal(["assay", "train", "fake", "--preset", "short", "--seed", "7", "--runs", call.Runs], run.Record.Command);
        Assert.NotNull(run.Record.Machine);
        Assert.True(File.Exists(Path.Combine(run.Folder, RunFiles.MarkdownReport)));
        Assert.Contains("Counted to 10.", File.ReadAllText(Path.Combine(run.Folder, RunFiles.HtmlReport)), StringComparison.Ordinal);
    }

    [Fact]
    public void JsonIsOneDocumentWithEverything()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("train", "fake", "--json", "--set", "model.width=4", "--set", "shuffle=true"));

        var json = call.Json;
        var run = Assert.Single(new RunStore(call.Runs).List());
        Assert.Equal(run.Id, json.GetProperty("run").GetString());
        Assert.Equal(run.Folder, json.GetProperty("folder").GetString());
        Assert.Equal("fake", json.GetProperty("study").GetString());
        Assert.Equal("finished", json.GetProperty("status").GetString());
        Assert.True(json.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal(30, json.GetProperty("steps").GetInt64());
        Assert.Equal(20, json.GetProperty("parameters").GetInt64());
        Assert.Equal(4, json.GetProperty("settings").GetProperty("model.width").GetInt32());
        Assert.True(json.GetProperty("settings").GetProperty("shuffle").GetBoolean());
        Assert.Equal(1.0 / 31, json.GetProperty("metrics").GetProperty("test/mse").GetDouble());
        Assert.Equal(30, json.GetProperty("best").GetProperty("step").GetInt32());
        Assert.Equal(0.5, json.GetProperty("baselines").GetProperty("zero").GetProperty("test/mse").GetDouble());
        Assert.Equal("NaN", json.GetProperty("ablations").GetProperty("state").GetProperty("test/mse").GetString());
        Assert.Equal("warning", json.GetProperty("findings")[0].GetProperty("severity").GetString());
        Assert.Equal("Counted to 30.", json.GetProperty("verdict").GetString());
        Assert.Equal("10 rows, seed 1", json.GetProperty("splits").GetProperty("train").GetString());
        Assert.Equal(0, json.GetProperty("children").GetArrayLength());
        Assert.Empty(call.Error);
    }

    [Fact]
    public void QuietShowsNoProgress()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("train", "fake", "--quiet"));

        Assert.DoesNotContain("epoch", call.Out, StringComparison.Ordinal);
        Assert.Equal(5, call.Lines.Length);
    }

    [Fact]
    public void PlainOutputEndsWithTheLastStepAndHasTheWarningOnce()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("train", "fake"));

        Assert.Contains(call.Lines, line => line.StartsWith("epoch 3/3  step 30/30", StringComparison.Ordinal));
        Assert.Single(call.Lines, line => line == "warning: the loss is a fraction");
        Assert.DoesNotContain('\e', call.Out);
    }

    [Fact]
    public void DivergedRunExitsWith3AndSaysWhere()
    {
        using var call = new Call();

        Assert.Equal(3, call.Verb("train", "fake", "--set", "rate=1e6"));

        var run = Assert.Single(new RunStore(call.Runs).List());
        Assert.Equal(RunStatus.Diverged, run.Status);
        Assert.Contains("status  diverged: parameter 'encoder.weight' is NaN at step 5", call.Out, StringComparison.Ordinal);
        Assert.Equal(1, call.Verb("resume", run.Id));
        Assert.Contains("would do so again", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorMarksTheRunAsFailedWithItsReason()
    {
        using var call = new Call();

        Assert.Equal(1, call.Verb("train", "fake", "--set", "protocol=broken"));

        Assert.Equal("assay: the data of study 'fake' is broken\n", call.Error);
        var run = Assert.Single(new RunStore(call.Runs).List());
        Assert.Equal((RunStatus.Failed, "the data of study 'fake' is broken"), (run.Status, run.Record.Reason));
    }

    [Fact]
    public void AnUnexpectedErrorIsOneLineToo()
    {
        using var call = new Call { Study = new FakeStudy { BeforeStep = _ => throw new InvalidCastException("first\nsecond") } };

        Assert.Equal(1, call.Verb("train", "fake"));

        Assert.StartsWith("assay: internal error, InvalidCastException in ", call.Error, StringComparison.Ordinal);
        Assert.EndsWith(": first second\n", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsOneLine()
    {
        using var call = new Call();
        var file = Path.Combine(call.Folder, "file");
        File.WriteAllText(file, "");

        Assert.Equal(1, call.Run("train", "fake", "--runs", file));

        Assert.StartsWith($"assay: cannot write '{file}'", call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void DryRunShowsThePlanAndMakesNothing()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("train", "fake", "--dry-run"));

        Assert.Contains("encoder.weight  8 x 5       40", call.Out, StringComparison.Ordinal);
        Assert.Contains("epochs  3, 30 updates", call.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(call.Runs));

        Assert.Equal(0, call.Verb("train", "fake", "--dry-run", "--json", "--preset", "widths"));
        var plans = call.Json.GetProperty("plans");
        Assert.Equal([20, 80], plans.EnumerateArray().Select(plan => plan.GetProperty("parameters").GetInt32()));
        Assert.Equal(16, plans[1].GetProperty("tensors").GetProperty("encoder.weight")[0].GetInt32());
    }
}
