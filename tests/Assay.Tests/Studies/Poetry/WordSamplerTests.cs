using Assay.Data.Text;
using Assay.Studies;
using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

public class WordSamplerTests
{
    static readonly string[] Tokens = [.. Marker.All, "one", "two", "three", "four", "."];

    // Probabilities 0.5, 0.3, 0.15 and 0.05 at temperature 1, out of order.
    static readonly (int, double)[] Scores = [(7, Math.Log(0.3)), (8, Math.Log(0.05)), (9, Math.Log(0.5)), (10, Math.Log(0.15))];

    [Theory]
    [InlineData(0.4, new[] { 9 })]
    [InlineData(0.6, new[] { 9, 7 })]
    [InlineData(0.9, new[] { 9, 7, 10 })]
    [InlineData(0.96, new[] { 9, 7, 10, 8 })]
    [InlineData(1.0, new[] { 9, 7, 10, 8 })]
    public void TheNucleusIsTheFewestThatReachTheSum(double topP, int[] expected)
    {
        var choices = WordSampler.Choices(Scores, temperature: 1, topK: 0, topP);

        Assert.Equal(expected, choices.Select(choice => choice.Id));
        Assert.Equal(1, choices.Sum(choice => choice.Probability), 1e-12);
        if (topP == 0.6) Assert.Equal(0.5 / 0.8, choices[0].Probability, 1e-12);
    }

    [Fact]
    public void TopKComesBeforeTheNucleus()
    {
        // Of the two likeliest alone, 0.5 / 0.8 = 0.625 reaches 0.6 with one word.
        Assert.Equal([9], WordSampler.Choices(Scores, 1, 2, 0.6).Select(choice => choice.Id));
        Assert.Equal([9, 7], WordSampler.Choices(Scores, 1, 2, 0.63).Select(choice => choice.Id));
    }

    [Fact]
    public void TemperatureSharpensAndFlattens()
    {
        Assert.Equal((9, 1.0), Assert.Single(WordSampler.Choices(Scores, 0, 0, 1)));
        // Squared and scaled.
        Assert.Equal(0.25 / (0.25 + 0.09 + 0.0225 + 0.0025), WordSampler.Choices(Scores, 0.5, 0, 1)[0].Probability, 1e-12);
        Assert.Equal(0.25, WordSampler.Choices(Scores, 1e9, 0, 1)[0].Probability, 1e-6);
        Assert.Equal(1, WordSampler.Choices(Scores, 1e-300, 0, 1)[0].Probability);
    }

    [Fact]
    public void TiesGoToTheEarlierWord() => Assert.Equal(7, WordSampler.Choices([(8, 0.5), (7, 0.5)], 0, 1, 1)[0].Id);

    [Fact]
    public void DrawsAsOftenAsTheProbabilitiesSay()
    {
        var cosines = new float[Tokens.Length];
        foreach (var (id, score) in Scores) cosines[id] = (float)score;
        foreach (var id in new[] { 3, 4, 5, 11 }) cosines[id] = -99;
        var sampler = new WordSampler(new GenerationOptions { Temperature = 1, TopK = 0, TopP = 1 }, Tokens, new Rng(5));

        var draws = Enumerable.Range(0, 20_000).Select(_ => sampler.Next(cosines, mayEnd: true)).ToArray();

        Assert.Equal(0.5, draws.Count(id => id == 9) / 20_000.0, 0.015);
        Assert.Equal(0.05, draws.Count(id => id == 8) / 20_000.0, 0.01);
    }

    [Fact]
    public void MarkersAreNeverDrawnAndTheEndOnlyWhereItMayBe()
    {
        var cosines = new float[Tokens.Length];
        for (var id = 0; id < Marker.All.Count; id++) cosines[id] = 0.9f;
        int[] forbidden = [.. Marker.All.Index().Where(entry => entry.Item is Marker.Pad or Marker.Start or Marker.Unknown or Marker.Mask).Select(entry => entry.Index)];
        var sampler = new WordSampler(new GenerationOptions { Temperature = 1, TopK = 0, TopP = 1 }, Tokens, new Rng(5));

        int[] anywhere = [.. Enumerable.Range(0, 500).Select(_ => sampler.Next(cosines, mayEnd: true))], inside = [.. Enumerable.Range(0, 500).Select(_ => sampler.Next(cosines, mayEnd: false))];

        Assert.Empty(anywhere.Intersect(forbidden));
        Assert.Contains(NearestWords.EndId, anywhere);
        Assert.DoesNotContain(NearestWords.EndId, inside);
    }

    [Fact]
    public void WordsThatWereWrittenArePenalisedAndPunctuationIsNot()
    {
        var cosines = new float[Tokens.Length];
        (cosines[7], cosines[8], cosines[11]) = (0.8f, 0.7f, 0.75f);
        var sampler = new WordSampler(new GenerationOptions { Temperature = 0, RepetitionPenalty = 2 }, Tokens, new Rng(5));

        Assert.Equal([7, 11, 11], Enumerable.Range(0, 3).Select(_ => sampler.Next(cosines, mayEnd: true)));
        var negative = new float[Tokens.Length];
        Array.Fill(negative, -0.9f);
        (negative[7], negative[8]) = (-0.2f, -0.3f);
        Assert.Equal(8, sampler.Next(negative, mayEnd: true));
    }

    [Theory]
    [InlineData("temperature is -1; needed: a number of at least 0", -1, 50, 0.9, 10, 1)]
    [InlineData("temperature is NaN", double.NaN, 50, 0.9, 10, 1)]
    [InlineData("top-k is -1; needed: a whole number of at least 0", 1, -1, 0.9, 10, 1)]
    [InlineData("top-p is 0; needed: a number above 0 and at most 1", 1, 50, 0, 10, 1)]
    [InlineData("top-p is 1.5", 1, 50, 1.5, 10, 1)]
    [InlineData("length is 0; needed: a whole number of at least 1", 1, 50, 0.9, 0, 1)]
    [InlineData("length is 51; needed: at most 50", 1, 50, 0.9, 51, 1)]
    [InlineData("repetition penalty is 0; needed: a number above 0", 1, 50, 0.9, 10, 0)]
    public void OptionsOutOfRangeAreRefused(string expected, double temperature, int topK, double topP, int length, double penalty)
    {
        var options = new GenerationOptions { Temperature = temperature, TopK = topK, TopP = topP, Length = length, RepetitionPenalty = penalty };

        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => options.Check(50)).Message, StringComparison.Ordinal);
    }
}
