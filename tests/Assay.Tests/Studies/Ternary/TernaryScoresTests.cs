using Assay.Studies.Ternary;
using Assay.Tensors;

namespace Assay.Tests.Studies.Ternary;

public class TernaryScoresTests
{
    [Fact]
    public void CeilingIsThatOfPerfectOrder()
    {
        Assert.Equal(-0.8320502954, TernaryScores.Ceiling, 10);
        Assert.Equal(TernaryScores.Ceiling, TernaryScores.Hierarchy(Radii((level, place) => 9 - level + place)), 10);
    }

    [Theory]
    [InlineData("one radius a level", -1.0, 1e-12)]
    [InlineData("random radii", 0.0, 0.03)]
    [InlineData("level 0 against the rest", -0.8016, 0.003)]
    [InlineData("levels 0 and 1 in order", -0.8309, 0.001)]
    [InlineData("perfect order", -0.8320502954, 1e-10)]
    public void OraclesHaveTheirHierarchy(string name, double hierarchy, double tolerance) =>
        Assert.Equal(hierarchy, TernaryOracles.All[name]["hierarchy"], tolerance);

    [Fact]
    public void HierarchyOfEqualRadiiIsZero() => Assert.Equal(0, TernaryScores.Hierarchy(new double[TernaryOperations.Count]));

    [Fact]
    public void OnlyLevelZeroTiedOrDistinctMovesTheHierarchy()
    {
        Assert.Equal(-0.99187, TernaryScores.Hierarchy(Radii((level, place) => level == 0 ? 20 : 9 - level + place)), 5);
        Assert.Equal(-0.83683, TernaryScores.Hierarchy(Radii((level, place) => level == 0 ? 20 + place : 9 - level)), 5);
    }

    [Fact]
    public void RichnessOfBandsIsAsComputedByHand()
    {
        // Equal disjoint bands, bands in proportion to sizes, one band, two points in level 0, within a radius of 0.95.
        Assert.Equal(0.00068, TernaryScores.Richness(Radii((level, place) => 0.095 * (9 - level + place))), 0.00003);
        var below = new double[10];
        for (var level = 8; level >= 0; level--) below[level] = below[level + 1] + TernaryOperations.LevelSizes[level + 1];
        Assert.Equal(0.00376, TernaryScores.Richness(Radii((level, place) => 0.95 * (below[level] + (place * TernaryOperations.LevelSizes[level])) / 19683)), 5);
        Assert.Equal(0.02256, TernaryScores.Richness(Radii((level, place) => level == 0 && place > 0.5 ? 0.95 : 0)), 5);
    }

    [Fact]
    public void AdjacentLevelsAreComparedPairByPair()
    {
        Assert.All(TernaryScores.AdjacentAucs(Radii((level, place) => 9 - level + place)), auc => Assert.Equal(1, auc));
        Assert.All(TernaryScores.AdjacentAucs(Radii((level, _) => level)), auc => Assert.Equal(0, auc));
        Assert.All(TernaryScores.AdjacentAucs(new double[TernaryOperations.Count]), auc => Assert.Equal(0.5, auc));
    }

    [Fact]
    public void DistanceCorrelationKnowsTheTreeFromNoise()
    {
        // Points of a tree: the digits, each finer one nearer; against random points.
        var tree = new float[TernaryOperations.Count * 9];
        for (var index = 0; index < TernaryOperations.Count; index++)
            foreach (var (place, digit) in TernaryOperations.DigitsOf(index).Index()) tree[(index * 9) + place] = 0.3f * digit * MathF.Pow(0.3f, place);
        var noise = Tensor.Normal(new Rng(5), 0, 0.05f, TernaryOperations.Count, 9).ToArray();
        Assert.InRange(TernaryScores.DistanceCorrelation(Embedding(tree)), 0.7, 1);
        Assert.InRange(TernaryScores.DistanceCorrelation(Embedding(noise)), -0.03, 0.03);

        static TernaryEmbedding Embedding(float[] points) => new(new double[TernaryOperations.Count], points, null, 1);
    }

    [Fact]
    public void AllMetricsAreFiniteAndOfOneCodeUnlessSaid()
    {
        var embedding = new TernaryEmbedding(Radii((level, place) => 0.09 * (9 - level + place)), new float[TernaryOperations.Count * 2], [.. Enumerable.Repeat(true, TernaryOperations.Count)], 1);
        var metrics = TernaryScores.Of(embedding, "", complete: true);
        Assert.All(metrics.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(1, metrics["coverage"]);
        Assert.Equal(1, metrics["hierarchy/normalised"], 10);
        Assert.Equal(metrics["distance"] - (1.5 * metrics["hierarchy"]), metrics["q"], 12);
        Assert.All(TernaryScores.Of(embedding with { Recovered = null }, "/b", complete: true).Keys, name => Assert.EndsWith("/b", name));
    }

    internal static double[] Radii(Func<int, double, double> radius)
    {
        var seen = new int[TernaryOperations.Levels];
        return [.. Enumerable.Range(0, TernaryOperations.Count).Select(index =>
        {
            var level = TernaryOperations.Valuation(index);
            return radius(level, (double)seen[level]++ / TernaryOperations.LevelSizes[level]);
        })];
    }
}
