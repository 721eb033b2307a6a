using Assay.Runs;

namespace Assay.Tests.Cli;

[Collection("program")]
public class ReadingTests
{
    [Fact]
    public void ListShowsComparisonsWithTheirMembersAndDamagedRunsLast()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--preset", "widths");
        var parent = new RunStore(call.Runs).Find("latest").Record;
        Directory.CreateDirectory(Path.Combine(call.Runs, "fake-damaged"));

        Assert.Equal(0, call.Verb("list"));

        Assert.Equal(["RUN", parent.Run, parent.Children[0], parent.Children[1], "fake-damaged"], call.Lines.Select(line => line.Trim().Split(' ')[0]));
        Assert.Contains("test/mse 0.04762", call.Lines[2], StringComparison.Ordinal);
        Assert.Contains("damaged: ", call.Lines[4], StringComparison.Ordinal);

        Assert.Equal(0, call.Verb("list", "--json"));
        var runs = call.Json.GetProperty("runs");
        Assert.Equal(4, runs.GetArrayLength());
        Assert.True(runs[3].TryGetProperty("problem", out _));
    }

    [Fact]
    public void ListOfNothingSaysSo()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("list"));

        Assert.Equal($"There are no runs in {call.Runs}.\n", call.Out);
    }

    [Fact]
    public void ShowHasVerdictChangedSettingsResultsFindingsAndCurves()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--set", "model.width=9");

        Assert.Equal(0, call.Verb("show", "latest"));

        Assert.Equal("Counted to 30.", call.Lines[1]);
        Assert.Contains("settings  model.width 9 (default 8)", call.Lines);
        Assert.Contains("test/mse  0.03226  0.03226   0.5", call.Lines);
        Assert.Contains("warning: It only counted.", call.Lines);
        Assert.Contains("  Advice: Train something.", call.Lines);
        Assert.Contains(call.Lines, line => line.StartsWith("test/mse     █", StringComparison.Ordinal) && line.Contains("▁", StringComparison.Ordinal));

        Assert.Equal(0, call.Verb("show", "latest", "--json"));
        Assert.Equal("Counted to 30.", call.Json.GetProperty("verdict").GetString());
    }

    [Fact]
    public void EvalMeasuresAgainAndHoldsItAgainstTheRecord()
    {
        using var call = new Call();
        call.Verb("train", "fake");

        Assert.Equal(0, call.Verb("eval", "latest"));
        Assert.Contains("All 1 recorded values were measured again, bit for bit.", call.Out, StringComparison.Ordinal);

        Assert.Equal(0, call.Verb("eval", "latest", "--checkpoint", "last", "--json"));
        Assert.Equal("last", call.Json.GetProperty("checkpoint").GetString());
        Assert.Equal(1.0 / 31, call.Json.GetProperty("metrics").GetProperty("test/mse").GetDouble());
        Assert.Equal(30, call.Json.GetProperty("step").GetInt32());

        Assert.Equal(2, call.Verb("eval", "latest", "--checkpoint", "middle"));
        Assert.Contains("needed: best or last", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void CompareShowsWhatDiffersAndWritesAReport()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--preset", "widths");
        var folder = Path.Combine(call.Folder, "comparison");

        Assert.Equal(0, call.Verb("compare", "latest", "--out", folder));

        Assert.Equal("2 widths count alike.", call.Lines[0]);
        Assert.Contains("set model.width         4        16", call.Lines);
        Assert.DoesNotContain(call.Lines, line => line.StartsWith("set epochs", StringComparison.Ordinal));
        Assert.Equal(Path.Combine(folder, "report.html"), call.Lines[^1]);
        Assert.True(File.Exists(call.Lines[^1]));
    }

    [Fact]
    public void ReportIsWrittenAnewAndItsPathsPrinted()
    {
        using var call = new Call();
        call.Verb("train", "fake");
        var run = new RunStore(call.Runs).Find("latest");
        File.Delete(Path.Combine(run.Folder, RunFiles.HtmlReport));

        Assert.Equal(0, call.Verb("report", run.Id[..^2]));

        Assert.Equal([Path.Combine(run.Folder, RunFiles.MarkdownReport), Path.Combine(run.Folder, RunFiles.HtmlReport)], call.Lines);
        Assert.All(call.Lines, path => Assert.True(File.Exists(path)));
        Assert.True(File.Exists(Path.Combine(run.Folder, "figures", "curve-1.svg")));
    }

    [Fact]
    public void ADamagedRunIsOneLine()
    {
        using var call = new Call();
        Directory.CreateDirectory(Path.Combine(call.Runs, "fake-damaged"));
        File.WriteAllText(Path.Combine(call.Runs, "fake-damaged", RunFiles.Record), "{ \"format\": ");

        Assert.Equal(1, call.Verb("show", "fake-damaged"));

        Assert.Contains("run.json:1: ", call.Error, StringComparison.Ordinal);
    }
}
