using Assay.Statistics;

namespace Assay.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void LimitsOfManyItemsAreThoseOfTheNormalDistribution()
    {
        // Variance of a resampled mean is the items' variance (by n) over n, and its distribution is close to normal.
        const int count = 400;
        var values = Enumerable.Range(0, count).Select(i => Math.Sin(12.9898 * i) + 0.3 * (i % 7)).ToArray();
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / count / count);
        var interval = Bootstrap.Mean(values, seed: 5);

        Assert.Equal(mean, interval.Value, 12);
        Assert.Equal(mean - 1.959964 * error, interval.Low, 0.06 * error);
        Assert.Equal(mean + 1.959964 * error, interval.High, 0.06 * error);
    }

    [Fact]
    public void WeightedItemsCountForTheirWeights()
    {
        double[] values = [1, 2, 4, 8], alike = [3, 3, 3, 3];

        Assert.Equal((1 + 2 * 2 + 3 * 4 + 4 * 8) / 10.0, Bootstrap.WeightedMean(values, [1, 2, 3, 4], seed: 1).Value, 12);
        var (plain, weighted) = (Bootstrap.Mean(values, seed: 1), Bootstrap.WeightedMean(values, alike, seed: 1));
        Assert.Equal((plain.Value, plain.Low, plain.High), (weighted.Value, weighted.Low, weighted.High));
        // An item that outweighs all others is the mean of every draw that has it.
        Assert.Equal(8, Bootstrap.WeightedMean(values, [1e-9, 1e-9, 1e-9, 1], seed: 1).High, 6);
        Assert.Equal(double.NegativeInfinity, Bootstrap.WeightedMean([5], [2], seed: 1).Low);
        Assert.Throws<ArgumentException>(() => Bootstrap.WeightedMean(values, [1, 2, 0, 4], seed: 1));
        Assert.Throws<ArgumentException>(() => Bootstrap.WeightedMean(values, [1, 2], seed: 1));
    }

    [Fact]
    public void LimitsOfTwoItemsAreTheItemsThemselves()
    {
        // A resampled mean is 0, 1/2 or 1 with chances 1/4, 1/2, 1/4; at level 0.4 both limits are 1/2.
        Assert.Equal(new Interval(0.5, 0, 1), Bootstrap.Mean([0, 1], seed: 1));
        Assert.Equal(new Interval(0.5, 0.5, 0.5), Bootstrap.Mean([0, 1], seed: 1, level: 0.4));
    }

    [Fact]
    public void PairsTakeOutWhatIsCommonToBoth()
    {
        var hardness = Enumerable.Range(0, 30).Select(i => 100.0 * Math.Cos(i)).ToArray();
        var better = hardness.Select((h, i) => h + 1 + 0.1 * (i % 3)).ToArray();
        var paired = Bootstrap.PairedDifference(better, hardness, seed: 3);

        Assert.Equal(1.1, paired.Value, 9);
        Assert.InRange(paired.Low, 1.0, 1.1);
        Assert.InRange(paired.High, 1.1, 1.2);
        Assert.True(paired.Excludes(0));
        Assert.False(Bootstrap.Mean(hardness, seed: 3).Excludes(0));
    }

    [Fact]
    public void TheSeedDecidesTheBits()
    {
        double[] values = [0.3, 1.7, 0.2, 0.9, 4.1, 2.2, 0.4];

        Assert.Equal(Bootstrap.Mean(values, 8), Bootstrap.Mean(values, 8));
        Assert.NotEqual(Bootstrap.Mean(values, 8, 100), Bootstrap.Mean(values, 9, 100));
    }

    [Fact]
    public void ANumberOfTheGeneratorIsKnown()
    {
        // The first two numbers of SplitMix64 from seed 1234567.
        var generator = new CounterGenerator(1234567);
        Assert.Equal(6457827717110365317UL, generator.Next());
        Assert.Equal(3203168211198807973UL, generator.Next());
    }

    [Fact]
    public void OneItemBoundsNothing()
    {
        var interval = Bootstrap.Mean([2.5], seed: 1);

        Assert.Equal(2.5, interval.Value);
        Assert.False(interval.Excludes(-1e300));
    }

    [Fact]
    public void RefusesWhatItCannotResample()
    {
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([], 1));
        Assert.Contains("value 1 is NaN", Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1, double.NaN], 1)).Message);
        Assert.Contains("2 values against 1", Assert.Throws<ArgumentException>(() => Bootstrap.PairedDifference([1, 2], [1], 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Mean([1, 2], 1, level: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Mean([1, 2], 1, resamples: 0));
    }
}
