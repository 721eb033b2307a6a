using System.Text.Json;
using Assay.Cli;
using Assay.Runs;
using Assay.Tests.Studies.Poetry;

namespace Assay.Tests.Cli;

public sealed class PoetryCommandsTests : IDisposable
{
    readonly SmallPoetry _poetry = new();

    public void Dispose() => _poetry.Dispose();

    [Fact]
    public void ARunIsTrainedEvaluatedAndReported()
    {
        var settings = _poetry.Settings("attend=encoder").All.Where(value => value.Value is not "").SelectMany(value => new[] { "--set", FormattableString.Invariant($"{value.Key}={value.Value}") });
        Assert.Equal(0, Call(["train", "poetry", "--seed", "3", .. settings]).Code);
        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(_poetry.Folder, "runs")));

        var text = Call("eval", "latest").Out;
        var json = JsonDocument.Parse(Call("eval", "latest", "--json").Out).RootElement;

        Assert.Contains("bit for bit", text, StringComparison.Ordinal);
        Assert.Contains("not a compressor", text, StringComparison.Ordinal);
        Assert.Contains("not a compressor", json.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Equal(json.GetProperty("best").GetProperty("test/cosine").GetDouble(), json.GetProperty("metrics").GetProperty("test/cosine").GetDouble());
        Assert.Equal("encoder state", json.GetProperty("evaluation").GetProperty("attention").GetProperty("key").GetString());
        Assert.Contains("not a compressor", Call("show", "latest").Out, StringComparison.Ordinal);

        foreach (var file in (string[])[RunFiles.Texts, RunFiles.MarkdownReport, RunFiles.HtmlReport]) File.Delete(Path.Combine(folder, file));
        Assert.Equal(0, Call("report", "latest").Code);
        Assert.Contains("| read | written |", File.ReadAllText(Path.Combine(folder, RunFiles.Texts)), StringComparison.Ordinal);
        Assert.Contains("This model is not a compressor.", File.ReadAllText(Path.Combine(folder, RunFiles.HtmlReport)), StringComparison.Ordinal);

        // A report of a run whose evaluation was damaged says so and shows the rest.
        File.WriteAllText(Path.Combine(folder, RunFiles.Evaluation), "{ \"format\": 1, ");
        Assert.Equal(0, Call("report", "latest").Code);
        var markdown = File.ReadAllText(Path.Combine(folder, RunFiles.MarkdownReport)).Replace("\\", "", StringComparison.Ordinal);
        Assert.Contains("cannot be drawn: " + Path.Combine(folder, RunFiles.Evaluation), markdown, StringComparison.Ordinal);
        Assert.Contains("mean chunk", markdown, StringComparison.Ordinal);
    }

    (int Code, string Out) Call(params string[] args)
    {
        var (to, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = AssayCli.Run(new Session([.. args, "--runs", Path.Combine(_poetry.Folder, "runs")], [_poetry.Study], new Terminal { Out = TextWriter.Synchronized(to), Error = error }));
        return (code, to.ToString());
    }
}
