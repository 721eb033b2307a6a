using Assay.Studies;
using Assay.Studies.Ternary;
using Assay.Tensors;

namespace Assay.Tests.Studies.Ternary;

public class TernaryLevelsTests
{
    // Points on three axes, most of them far out on the second, fewest on the third.
    static TernaryEmbedding Embedding()
    {
        var radii = TernaryScoresTests.Radii((level, place) => 0.09 * (9 - level + (0.9 * place)));
        var points = new float[TernaryOperations.Count * 3];
        for (var index = 0; index < radii.Length; index++) points[(3 * index) + (index % 6 == 0 ? 2 : index % 6 < 3 ? 0 : 1)] = (float)radii[index];
        return new TernaryEmbedding(radii, points, null, 1);
    }

    [Fact]
    public void LevelsAreAsTheScoresHaveThem()
    {
        var embedding = Embedding();
        var code = TernaryLevels.Of(embedding, "A", 0.95);
        var (means, variances) = (TernaryScores.LevelMeans(embedding.Radii), TernaryScores.LevelVariances(embedding.Radii));

        Assert.Equal(TernaryOperations.LevelSizes, code.Levels.Select(level => level.Size));
        foreach (var level in code.Levels)
        {
            Assert.Equal(means[level.Level], level.Mean, 12);
            Assert.Equal(variances[level.Level], level.Deviation * level.Deviation, 12);
            Assert.Equal(level.Size, level.Histogram.Sum());
            Assert.Equal(60, level.Histogram.Length);
            Assert.True(level.Min <= level.Quantiles[0] && level.Quantiles.Order().SequenceEqual(level.Quantiles) && level.Quantiles[^1] <= level.Max);
        }
        // 0.09 (9 - level) to 0.081 more, in bins of 0.95 / 60.
        Assert.Equal(Enumerable.Range(51, 6), Filled(code.Levels[0].Histogram));
        Assert.Equal([0], Filled(code.Levels[9].Histogram));

        static IEnumerable<int> Filled(int[] histogram) => histogram.Index().Where(bin => bin.Item > 0).Select(bin => bin.Index);
    }

    [Fact]
    public void DeepOperationsAreAllDrawnAndShallowOnesInPart()
    {
        var points = TernaryLevels.Of(Embedding(), "A", 0.95).Points;

        Assert.Equal([300, 300, 300, 486, 162, 54, 18, 6, 2, 1], points.GroupBy(point => point.Level).OrderBy(level => level.Key).Select(level => level.Count()));
        Assert.Equal(points.Count, points.Select(point => point.Operation).Distinct().Count());
        Assert.All(points, point => Assert.Equal(TernaryOperations.Valuation(point.Operation), point.Level));
    }

    [Fact]
    public void ThePictureIsOfTheTwoFarthestDirectionsThroughTheOrigin()
    {
        var embedding = Embedding();
        var code = TernaryLevels.Of(embedding, "A", 0.95);
        double Part(int axis) => Enumerable.Range(0, TernaryOperations.Count).Sum(index => Math.Pow(embedding.Points[(3 * index) + axis], 2)) / embedding.Radii.Sum(radius => radius * radius);

        Assert.Equal(2, code.Shares.Length);
        Assert.Equal(Part(1), code.Shares[0], 1e-6);
        Assert.Equal(Part(0), code.Shares[1], 1e-6);
        foreach (var point in code.Points)
        {
            var (first, second) = (point.Operation % 6) switch { 0 => (0.0, 0.0), < 3 => (0, point.Radius), _ => (point.Radius, 0) };
            Assert.Equal(first, Math.Abs(point.Place[0]), 2e-5);
            Assert.Equal(second, Math.Abs(point.Place[1]), 2e-5);
        }
    }

    [Fact]
    public void TheCodesThatWereTaughtAreLookedAtAndTheirBoundIsThere()
    {
        var settings = SettingValues.Resolve(new TernaryStudy(), null, ["codes=a"]);
        var model = new TernaryModel(TernarySettings.Architecture(settings), new Rng(1));
        model.Eval();

        var levels = TernaryLevels.Of(model, settings, 7);

        Assert.Equal("A", Assert.Single(levels.Codes).Name);
        Assert.Equal((7, 0.95), (levels.Step, levels.MaxRadius));
        Assert.Equal(TernaryScores.Ceiling, levels.BoundHierarchy[0], 9);
        Assert.Equal(levels.BoundRichness.Order(), levels.BoundRichness);
    }
}
