using Assay.Studies;

namespace Assay.Tests.Cli;

[Collection("program")]
public class GenerateTests
{
    [Fact]
    public void WritesTextsWithSeedsThatCountUp()
    {
        using var call = Trained(new FakeTextModel());

        Assert.Equal(0, call.Verb("generate", "latest", "--count", "2", "--seed", "7", "--seed-text", "a b", "--temperature", "0.5", "--top-k", "3", "--top-p", "0.25", "--length", "9", "--repetition-penalty", "1.5"));

        Assert.Equal("a b 7 0.5 3 0.25 9 1.5\n\n---\n\na b 8 0.5 3 0.25 9 1.5\n", call.Out);
        Assert.Empty(call.Error);
    }

    [Fact]
    public void DefaultsAreThoseOfTheOptions()
    {
        using var call = Trained(new FakeTextModel());

        Assert.Equal(0, call.Verb("generate", "latest"));

        Assert.Equal("- 1 0.05 50 0.9 - 1\n", call.Out);
    }

    [Fact]
    public void InterpolatesAndReconstructs()
    {
        using var call = Trained(new FakeTextModel("it copies"));

        Assert.Equal(0, call.Verb("generate", "latest", "--interpolate", "from here", "to there", "--steps", "3"));
        Assert.Equal("from here>to there 0\n\n---\n\nfrom here>to there 1\n\n---\n\nfrom here>to there 2\n", call.Out);
        Assert.Equal("assay: it copies\n", call.Error);

        Assert.Equal(0, call.Verb("generate", "latest", "--reconstruct", "some words"));
        Assert.Equal("<some words>\n", call.Out);
        var file = Path.Combine(call.Folder, "poem.txt");
        File.WriteAllText(file, "words of a file");
        Assert.Equal(0, call.Verb("generate", "latest", "--reconstruct", file));
        Assert.Equal("<words of a file>\n", call.Out);
    }

    [Fact]
    public void JsonHasTheTextsAndWhatTheyWereDrawnWith()
    {
        using var call = Trained(new FakeTextModel("it copies"));

        Assert.Equal(0, call.Verb("generate", "latest", "--json", "--count", "2"));

        Assert.Equal("generate", call.Json.GetProperty("mode").GetString());
        Assert.Equal("fake", call.Json.GetProperty("study").GetString());
        Assert.Equal(["- 1 0.05 50 0.9 - 1", "- 2 0.05 50 0.9 - 1"], call.Json.GetProperty("texts").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal(0.05, call.Json.GetProperty("temperature").GetDouble());
        Assert.Equal("it copies", call.Json.GetProperty("caution").GetString());
        Assert.Empty(call.Error);
    }

    [Theory]
    [InlineData("--count 0", "--count is '0'; needed: a whole number from 1")]
    [InlineData("--temperature hot", "--temperature is 'hot'; needed: a number")]
    [InlineData("--top-k -2", "--top-k is '-2'; needed: a whole number from 0")]
    [InlineData("--length 99", "length is 99; needed: at most 20")]
    [InlineData("--top-p 2", "top-p is 2; needed: a number above 0 and at most 1")]
    [InlineData("--steps 3", "--steps is for --interpolate")]
    [InlineData("--reconstruct x --seed 3", "--seed is for new texts; --reconstruct draws nothing")]
    [InlineData("--reconstruct x --interpolate a b", "exclude each other")]
    [InlineData("--interpolate a", "--interpolate")]
    [InlineData("--tempreture 3", "no flag '--tempreture' of 'generate' (did you mean '--temperature'?)")]
    public void BadUsageIsOneLine(string flags, string expected)
    {
        using var call = Trained(new FakeTextModel());

        Assert.Equal(2, call.Verb(["generate", "latest", .. flags.Split(' ')]));

        Assert.Contains(expected, call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(call.Out);
    }

    [Fact]
    public void RunsThatCannotWriteAreRefused()
    {
        using var call = Trained(null);

        Assert.Equal(1, call.Verb("generate", "latest"));
        Assert.Contains("belongs to the study 'fake', whose models write no texts", call.Error, StringComparison.Ordinal);
        Assert.Equal(2, call.Verb("generate", "nothing"));
        Assert.Contains("no run 'nothing'", call.Error, StringComparison.Ordinal);
        Assert.Equal(0, call.Verb("train", "fake", "--preset", "widths", "--quiet"));
        Assert.Equal(1, call.Verb("generate", "latest"));
        Assert.Contains("stands for others; let one of them write: fake-", call.Error, StringComparison.Ordinal);
    }

    static Call Trained(TextModel? model)
    {
        var call = new Call { Study = new FakeStudy { TextModel = model } };
        Assert.Equal(0, call.Verb("train", "fake", "--quiet"));
        return call;
    }

    /// <summary>Writes what it was asked for.</summary>
    sealed class FakeTextModel(string? caution = null) : TextModel
    {
        public override string? Caution => caution;

        public override string Generate(GenerationOptions options)
        {
            options.Check(20);
            return FormattableString.Invariant(
                $"{options.SeedText ?? "-"} {options.Seed} {options.Temperature} {options.TopK} {options.TopP} {options.Length?.ToString() ?? "-"} {options.RepetitionPenalty}");
        }

        public override IReadOnlyList<string> Interpolate(string from, string to, int steps) => [.. Enumerable.Range(0, steps).Select(step => $"{from}>{to} {step}")];

        public override string Reconstruct(string text) => $"<{text}>";
    }
}
