using System.Text.Json;

namespace Assay.EndToEnd;

/// <summary>The study poetry in small, through the program and through the examples of docs/poetry.md.</summary>
public class PoetryProgramTests
{
    static readonly string[] Nouns = ["sea", "boat", "rope", "bell", "crow", "field", "stone", "lamp", "door", "snow"];

    [Fact]
    public void ATrainedRunWrites()
    {
        using var folder = WithPoems();
        string[] small = ["--set", "data=poems.json", "--set", "hidden=16", "--set", "bottleneck=4", "--set", "epochs=1", "--set", "window=20", "--set", "overlap=4"];
        var (code, _, error) = Shell.Assay(folder.Path, ["train", "poetry", "--quiet", .. small]);
        Assert.Equal((0, ""), (code, error));

        var first = Shell.Assay(folder.Path, "generate", "latest", "--count", "3", "--temperature", "0.5", "--json");
        var second = Shell.Assay(folder.Path, "generate", "latest", "--count", "3", "--temperature", "0.5", "--json");
        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.Equal(first.Out, second.Out);
        Assert.Equal(3, JsonDocument.Parse(first.Out).RootElement.GetProperty("texts").GetArrayLength());

        var read = Shell.Assay(folder.Path, "generate", "latest", "--reconstruct", "the sea is near the boat");
        var way = Shell.Assay(folder.Path, "generate", "latest", "--interpolate", "the sea is near the boat", "my lamp is near your door", "--steps", "3");
        Assert.Equal((0, 0), (read.Code, way.Code));
        Assert.StartsWith(read.Out, way.Out, StringComparison.Ordinal);

        var refused = Shell.Assay(folder.Path, "generate", "latest", "--seed-text", "too short");
        Assert.Equal(2, refused.Code);
        Assert.Equal("assay: the text 'too short' is too short; needed: at least 5 tokens, words and punctuation together\n", refused.Error);
    }

    [Fact]
    public void ARunOfAnotherStudyWritesNothing()
    {
        using var folder = new TemporaryFolder();
        Shell.Assay(folder.Path, "train", "frequency", "--quiet", "--set", "hidden=4", "--set", "epochs=1", "--set", "passes=1", "--set", "streams=40", "--set", "bptt=50");

        var (code, output, error) = Shell.Assay(folder.Path, "generate", "latest");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("belongs to the study 'frequency', whose models write no texts", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("simple", "held-out poems")]
    [InlineData("intermediate", "tokens as 16 floats: compression ")]
    [InlineData("advanced", "\nTrue\n")]
    public void TheExamplesRun(string name, string expected)
    {
        using var folder = WithPoems();

        var (code, output, error) = Shell.Run(folder.Path, null, "dotnet", "run", "-c", "Release", Path.Combine(Shell.Root, "examples", $"poetry-{name}.cs"));

        Assert.True(code == 0, output + error);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    static TemporaryFolder WithPoems()
    {
        var folder = new TemporaryFolder();
        var place = 0;
        string Noun() => Nouns[place++ * 7 % 31 % Nouns.Length];
        var poems = Enumerable.Range(0, 24).Select(i => new { text = $"The {Noun()} is near the {Noun()}\nand a {Noun()} number {i} waits\nunder my {Noun()} and your {Noun()} tonight.", title = $"Poem {i}" });
        File.WriteAllText(folder.File("poems.json"), JsonSerializer.Serialize(poems));
        return folder;
    }
}
