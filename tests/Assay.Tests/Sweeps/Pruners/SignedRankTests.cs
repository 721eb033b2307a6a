using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Pruners;

public sealed class SignedRankTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    public void AllOfOneSignHaveTheSmallestProbability(int count) =>
        Assert.Equal(Math.Pow(0.5, count), SignedRank.ProbabilityOfAtLeast(Enumerable.Range(1, count).Select(value => (double)value)), 1e-12);

    [Fact]
    public void TheDistributionIsThatOfAllSignPatternsTiesAndZerosIncluded()
    {
        double[][] samples = [[1, 2, 3], [-1, 2, 3, 4], [1, -1, 1, 2, -2, 5], [0, 3, -3, 0.5], [-1, -2, 4, 4, 4, -4, 7], [double.PositiveInfinity, 1, -2]];

        Assert.All(samples, sample => Assert.Equal(ByCounting(sample), SignedRank.ProbabilityOfAtLeast(sample), 1e-12));
    }

    [Fact]
    public void NoDifferencesShowNothing() => Assert.Equal(1, SignedRank.ProbabilityOfAtLeast([0, 0]));

    static double ByCounting(double[] differences)
    {
        double[] sizes = [.. differences.Where(difference => difference != 0).Select(Math.Abs)];
        double[] ranks = [.. sizes.Select(size => sizes.Count(other => other < size) + (sizes.Count(other => other == size) + 1) / 2.0)];
        var observed = differences.Where(difference => difference != 0).Zip(ranks).Sum(pair => pair.First > 0 ? pair.Second : 0);
        var patterns = Enumerable.Range(0, 1 << sizes.Length).Select(signs => ranks.Where((_, index) => (signs >> index & 1) == 1).Sum());
        return patterns.Count(sum => sum >= observed) / (double)(1 << sizes.Length);
    }
}
