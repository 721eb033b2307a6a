using System.Text.Json;
using Assay.Cli;
using Assay.Tests.Studies.Poetry;

namespace Assay.Tests.Cli;

/// <summary>assay resume --scheduler, from the command line to the record.</summary>
[Collection("program")]
public sealed class FreshScheduleTests
{
    [Fact]
    public void AFinishedRunIsLengthenedByTheCommand()
    {
        using var runs = new PoetryRuns();
        Assert.Equal((0, ""), Errors(Poetry(runs, ["train", "poetry", "--seed", "3", "--quiet", .. runs.Assignments("epochs=2").SelectMany(one => new[] { "--set", one })])));

        var (refused, _, hint) = Poetry(runs, "resume", "latest");
        Assert.Equal(1, refused);
        Assert.Contains("--scheduler cosine --epochs 10' trains it further", hint, StringComparison.Ordinal);
        Assert.Contains("say with --epochs how many more", Poetry(runs, "resume", "latest", "--scheduler", "step").Error, StringComparison.Ordinal);

        var (code, output, error) = Poetry(runs, "resume", "latest", "--scheduler", "exponential", "--epochs", "3", "--lr", "2e-3", "--json");

        Assert.Equal((0, ""), (code, error));
        var run = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("finished", 5), (run.GetProperty("status").GetString(), run.GetProperty("epochs").GetInt32()));
        var resumption = run.GetProperty("resumptions")[0];
        Assert.Equal(("last", "exponential", 3, 2e-3), (resumption.GetProperty("from").GetString(), resumption.GetProperty("scheduler").GetString(), resumption.GetProperty("epochs").GetInt32(), resumption.GetProperty("rate").GetDouble()));
        Assert.Contains("exponential for 3 epochs from rate 0.002", Poetry(runs, "show", "latest").Out, StringComparison.Ordinal);
        Assert.Contains("Gradients through time", File.ReadAllText(Path.Combine(run.GetProperty("folder").GetString()!, "report.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs 3", "--epochs is for a fresh schedule; name one with --scheduler")]
    [InlineData("--scheduler cosin", "--scheduler is 'cosin'")]
    [InlineData("--scheduler step --from first", "--from is 'first'; needed: last or best")]
    [InlineData("--scheduler step --lr -1", "--lr is '-1'; needed: a positive number")]
    [InlineData("--scheduler step --epochs 0", "--epochs")]
    public void FlagsThatDoNotFitAreRefused(string flags, string expected)
    {
        using var call = new Call();
        call.Verb("train", "fake", "--quiet");

        Assert.Equal(2, call.Verb(["resume", "latest", .. flags.Split(' ')]));

        Assert.Contains(expected, call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AStudyThatCannotDoItRefuses()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--quiet");

        Assert.Equal(1, call.Verb("resume", "latest", "--scheduler", "cosine", "--epochs", "1"));

        Assert.Contains("study 'fake' can only go on exactly as before", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AComparisonRefuses()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--preset", "widths", "--quiet");

        Assert.Equal(1, call.Verb("resume", "latest", "--scheduler", "cosine", "--epochs", "1"));

        Assert.Contains("stands for others; give one of them a fresh schedule: fake-", call.Error, StringComparison.Ordinal);
    }

    static (int Code, string Error) Errors((int Code, string Out, string Error) result) => (result.Code, result.Error);

    static (int Code, string Out, string Error) Poetry(PoetryRuns runs, params string[] args)
    {
        var (to, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = AssayCli.Run(new Session([.. args, "--runs", runs.Store.Folder], [runs.Study], new Terminal { Out = TextWriter.Synchronized(to), Error = error }));
        return (code, to.ToString(), error.ToString());
    }
}
