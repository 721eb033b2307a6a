using Assay.Statistics;

namespace Assay.Tests.Statistics;

/// <summary>Held against values of SciPy 1.10 (binomtest, nct, f, pearsonr, bootstrap) and against closed forms.</summary>
public sealed class SmallSampleTests
{
    [Fact]
    public void HolmAndBenjaminiHochbergAgreeWithTheirDefinitions()
    {
        double[] values = [0.01, 0.04, 0.03, 0.005, 0.2];

        AssertNear([0.04, 0.09, 0.09, 0.025, 0.2], MultipleComparisons.Holm(values));
        AssertNear([0.025, 0.05, 0.05, 0.025, 0.2], MultipleComparisons.BenjaminiHochberg(values));
        // Ten tests of which only five are known: the first counts for ten, the second for nine.
        AssertNear([0.09, 0.28, 0.24, 0.05, 1], MultipleComparisons.Holm(values, family: 10));
        Assert.Empty(MultipleComparisons.Holm([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleComparisons.Holm(values, family: 4));
        Assert.Contains("p-value 1 is NaN", Assert.Throws<ArgumentException>(() => MultipleComparisons.BenjaminiHochberg([0.1, double.NaN])).Message);
    }

    [Fact]
    public void PairedChancesHaveExactLimits()
    {
        var always = ProbabilityBetter.Paired([1, 1, 1, 1, 1], [2, 3, 2, 3, double.PositiveInfinity]);
        AssertNear([1, 0.47817624989501856, 1], always.Estimate);
        Assert.False(always.IsShown);

        var three = ProbabilityBetter.Paired([1, 1, 1, 5, 5, 5, 5, 5, 5, 5], [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
        AssertNear([0.3, 0.06673951117773447, 0.652452850060008], three.Estimate);
        AssertNear([3.5 / 6, 0.1668081973318454, 0.9232298599651265], ProbabilityBetter.Paired([1, 1, 1, 2, 9, 9], [2, 2, 2, 2, 2, 2]).Estimate);

        var ten = ProbabilityBetter.Paired([.. Enumerable.Repeat(1.0, 10)], [.. Enumerable.Repeat(2.0, 10)]);
        Assert.True(ten.IsShown && ten.IsWorthwhile);
        // Two that never came to an end are equal.
        Assert.Equal(0.5, ProbabilityBetter.Paired([double.PositiveInfinity], [double.PositiveInfinity]).Estimate.Value);
    }

    [Fact]
    public void UnpairedChancesAreTheShareOfPairsWon()
    {
        double[] a = [1, 2, 3, 4], b = [2, 3, 5, 6, 7];
        // Won: 5, 4, 3, 3 of 20, less ties halved: 1 wins 5, 2 wins 4.5, 3 wins 3.5, 4 wins 3.
        var chance = ProbabilityBetter.Unpaired(a, b).Estimate;
        Assert.Equal(16 / 20.0, chance.Value, 12);

        // Each limit is where the share lies 1.96 deviations off, by the formula of the deviation there.
        foreach (var limit in new[] { chance.Low, chance.High })
        {
            var variance = limit * (1 - limit) * (1 + 3.5 * (1 - limit) / (2 - limit) + 3.5 * limit / (1 + limit)) / 20;
            Assert.Equal(1.959964, Math.Abs(chance.Value - limit) / Math.Sqrt(variance), 5);
        }

        var reverse = ProbabilityBetter.Unpaired(b, a).Estimate;
        AssertNear([1 - chance.Value, 1 - chance.High, 1 - chance.Low], reverse);
        Assert.Equal(1, ProbabilityBetter.Unpaired([1, 2], [3, 4]).Estimate.High);
        Assert.InRange(ProbabilityBetter.Unpaired([1, 2], [3, 4]).Estimate.Low, 0.1, 0.6);
        Assert.Throws<ArgumentException>(() => ProbabilityBetter.Unpaired([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => ProbabilityBetter.Paired([], []));
    }

    [Theory]
    [InlineData(5, 1, 1, 0.05, 0.4013899173717939)]
    [InlineData(10, 0.5, 1, 0.05, 0.2931756065300415)]
    [InlineData(3, -2, 1, 0.05, 0.4707494312554774)]
    [InlineData(20, 0.5, 0.7, 0.01, 0.6325384053064084)]
    [InlineData(6, 1.3, 0.9, 0.0033, 0.225843728446832)]
    [InlineData(2, 1, 0.1, 0.05, 0.7328195897960813)]
    public void PowerAgreesWithTheNoncentralDistribution(int pairs, double difference, double deviation, double level, double power) =>
        Assert.Equal(power, StudentPower.Of(pairs, difference, deviation, level), 1e-6);

    [Fact]
    public void PairsNeededAreTheFewestThatReachThePower()
    {
        Assert.Equal(10, StudentPower.Pairs(1, 1));
        Assert.Equal(34, StudentPower.Pairs(-0.5, 1));
        Assert.Equal(199, StudentPower.Pairs(0.2, 1));
        Assert.Equal(7, StudentPower.Pairs(2, 1, level: 0.01));
        Assert.Equal(2, StudentPower.Pairs(1, 0));
        Assert.Null(StudentPower.Pairs(0, 1));
        Assert.Null(StudentPower.Pairs(1e-9, 1));
        // A level that many comparisons share.
        Assert.InRange(StudentPower.Pairs(1, 1, level: 1e-7)!.Value, 40, 60);
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentPower.Of(1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentPower.Of(5, 1, 0));
    }

    [Fact]
    public void VarianceComponentsAgreeWithTheAnalysisOfVariance()
    {
        double[] values = [13.513, 13.197, 15.528, 13.979, 11.886, 11.921, 4.102, 3.908, 4.478, 4.914, 2.749, 3.348,
            10.284, 10.396, 11.394, 10.893, 8.564, 8.725, 8.682, 9.379, 8.514, 8.527, 7.346, 6.401];
        var levels = Enumerable.Range(0, 24).Select(row => new[] { $"a{row / 6}", $"b{row / 2 % 3}" }).ToArray();
        var parts = VarianceComponents.Of(["start", "split"], levels, values);

        Assert.Equal(15.421157709104945, parts.Components[0].Variance, 10);
        Assert.Equal(1.2116088668981495, parts.Components[1].Variance, 10);
        Assert.Equal(0.27234918981481, parts.Residual, 10);
        Assert.Equal(18, parts.ResidualDegrees);
        Assert.Equal(4.553735671874158e-07, parts.Components[1].P, 1e-12);
        Assert.Equal(parts.Residual + parts.Components.Sum(part => part.Variance), parts.Total, 12);
        // The order of rows is of no account.
        var reversed = VarianceComponents.Of(["start", "split"], [.. levels.Reverse()], [.. values.Reverse()]);
        Assert.Equal(parts.Components[0].Variance, reversed.Components[0].Variance, 10);
    }

    [Fact]
    public void VarianceComponentsOfConstantsAreZeroAndUnbalancedTablesAreRefused()
    {
        string[][] levels = [["1", "1"], ["1", "2"], ["2", "1"], ["2", "2"]];
        var nothing = VarianceComponents.Of(["a", "b"], levels, [5, 5, 5, 5]);
        Assert.Equal(0, nothing.Total);
        Assert.All(nothing.Components, part => Assert.Equal(1, part.P));
        var only = VarianceComponents.Of(["a", "b"], levels, [1, 1, 3, 3]);
        Assert.Equal((2, 0), (only.Components[0].Variance, only.Residual));

        Assert.Contains("1 of 4 combinations of levels have no value; needed: a balanced table", Assert.Throws<ArgumentException>(() => VarianceComponents.Of(["a", "b"], levels[..3], [1, 2, 3])).Message);
        Assert.Contains("from 1 to 2 values", VarianceComponents.Unbalanced(["a", "b"], [.. levels, levels[0]]));
        Assert.Contains("'b' has 1 level", VarianceComponents.Unbalanced(["a", "b"], [["1", "1"], ["2", "1"]]));
        Assert.Contains("nothing for the residual", Assert.Throws<ArgumentException>(() => VarianceComponents.Of(["a"], [["1"], ["2"]], [1, 2])).Message);
        Assert.Null(VarianceComponents.Unbalanced(["a", "b"], levels));
    }

    [Fact]
    public void CorrelationsHaveFishersLimits()
    {
        double[] x = [1.0, 2.1, 2.9, 4.2, 5.1, 5.8], y = [0.8, 2.5, 2.4, 4.6, 4.4, 6.9];

        AssertNear([0.9544369843834574, 0.6338315328788643, 0.9951617754191431], CorrelationInterval.Of(x, y));
        Assert.Equal((-1, 1), (CorrelationInterval.Of(x.AsSpan(0, 3), y.AsSpan(0, 3)).Low, CorrelationInterval.Of(x.AsSpan(0, 3), y.AsSpan(0, 3)).High));
        Assert.True(double.IsNaN(CorrelationInterval.Of([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]).Value));
        Assert.InRange(CorrelationInterval.Of(x, x).Low, 0.99, 1);
    }

    [Fact]
    public void WithinGroupsWhatGroupsHaveToDoWithEachOtherTakesNoPart()
    {
        // Within each group y falls with x; over groups it rises.
        (double[] X, double[] Y)[] groups = [.. Enumerable.Range(0, 3).Select(group => (
            Enumerable.Range(0, 4).Select(item => 10.0 * group + item + 0.01 * group).ToArray(), Enumerable.Range(0, 4).Select(item => 100.0 * group - item + 0.1 * Math.Sin(item + group)).ToArray()))];
        var within = CorrelationInterval.Within(groups);

        Assert.InRange(within.Value, -1, -0.98);
        var half = Math.Atanh(within.High) - Math.Atanh(within.Value);
        Assert.Equal(1.959964 / Math.Sqrt(12 - 3 + 1 - 3), half, 5);

        // Four starts that come back in every group are four, not twelve.
        double[] starts = [1, 2, 3, 4];
        var same = CorrelationInterval.Within([.. groups.Select(group => (starts, group.Y))]);
        Assert.Equal(1.959964, Math.Atanh(same.High) - Math.Atanh(same.Value), 5);
        Assert.Throws<ArgumentException>(() => CorrelationInterval.Within([([1.0], [1.0])]));
    }

    [Fact]
    public void DeviationsHaveLimitsOfChiSquared()
    {
        AssertNear([0.9561828874675148, 0.63220341, 1.94609234], DeviationInterval.Of([3.1, 2.7, 4.4, 3.9, 2.2, 5.1, 3.3, 2.9]), 1e-7);
        Assert.Equal(new Interval(0, 0, 0), DeviationInterval.Of([2, 2, 2]));
        Assert.Equal((0, double.PositiveInfinity), (DeviationInterval.Of([2]).Low, DeviationInterval.Of([2]).High));
    }

    [Fact]
    public void AcceleratedLimitsAgreeWithSciPy()
    {
        AssertNear([3.45, 2.9, 4.1625], Bootstrap.AcceleratedMean([3.1, 2.7, 4.4, 3.9, 2.2, 5.1, 3.3, 2.9], 1, 100_000), 0.02);
        double[] skewed = [1.1051709180756477, 1.6487212707001282, 6.6858944422792685, 0.7408182206817179, 13.463738035001692, 1.2214027581601699, 2.45960311115695, 0.3678794411714424, 4.0551999668446745, 1.0];
        AssertNear([skewed.Average(), 1.6167441172205446, 7.085544709093261], Bootstrap.AcceleratedMean(skewed, 1, 100_000), 0.05);
        Assert.Equal(new Interval(2, 2, 2), Bootstrap.AcceleratedMean([2, 2, 2], 1));
        Assert.Equal(double.PositiveInfinity, Bootstrap.AcceleratedMean([2], 1).High);
        Assert.Equal(Bootstrap.AcceleratedMean(skewed, 4), Bootstrap.AcceleratedMean(skewed, 4));
    }

    static void AssertNear(double[] expected, Interval actual, double tolerance = 1e-9) => AssertNear(expected, [actual.Value, actual.Low, actual.High], tolerance);

    static void AssertNear(double[] expected, double[] actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var index = 0; index < expected.Length; index++) Assert.Equal(expected[index], actual[index], tolerance);
    }
}
