using MathNet.Numerics.Distributions;

namespace Assay.Statistics;

/// <summary>
/// Intervals by resampling: items are drawn again from those there are, with replacement, and the percentiles of the statistic over
/// all draws are the limits (Efron, Tibshirani: "An introduction to the bootstrap", 1993, chapter 13). The same seed gives the same limits.
/// With fewer than about ten items the limits are too narrow.
/// </summary>
public static class Bootstrap
{
    /// <summary>How many times items are drawn again where nothing else is asked for.</summary>
    public const int Resamples = 10_000;

    /// <summary>The mean over items; a single item bounds nothing.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not finite, or resamples or level are out of range.</exception>
    public static Interval Mean(ReadOnlySpan<double> values, ulong seed, int resamples = Resamples, double level = 0.95)
    {
        Samples.Require(values);
        Samples.RequireLevel(level);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        var mean = Samples.Mean(values);
        if (values.Length == 1) return Interval.Unbounded(mean);
        var means = Means(values, seed, resamples);
        var tail = (1 - level) / 2;
        return new Interval(mean, Quantiles.OfSorted(means, tail), Quantiles.OfSorted(means, 1 - tail));
    }

    /// <summary>
    /// The mean over items with limits corrected for bias and skewness (BCa; Efron: "Better bootstrap confidence intervals", 1987): better than
    /// percentiles where a few items lie far out on one side. A single item bounds nothing.
    /// </summary>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public static Interval AcceleratedMean(ReadOnlySpan<double> values, ulong seed, int resamples = Resamples, double level = 0.95)
    {
        Samples.Require(values);
        Samples.RequireLevel(level);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        var mean = Samples.Mean(values);
        if (values.Length == 1) return Interval.Unbounded(mean);
        var means = Means(values, seed, resamples);
        double squares = 0, cubes = 0, below = 0;
        foreach (var value in values)
        {
            // The mean without an item, less the mean of those, is -(value - mean) / (n - 1); the scale cancels out.
            squares += (value - mean) * (value - mean);
            cubes += (value - mean) * (value - mean) * (value - mean);
        }

        if (squares == 0) return new Interval(mean, mean, mean);
        // Draws equal to the mean count half.
        foreach (var drawn in means) below += drawn < mean ? 1 : drawn == mean ? 0.5 : 0;
        var acceleration = cubes / (6 * Math.Pow(squares, 1.5));
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below / resamples, 0.5 / resamples, 1 - 0.5 / resamples));
        var quantile = Normal.InvCDF(0, 1, (1 + level) / 2);
        return new Interval(mean, Quantiles.OfSorted(means, Share(-quantile)), Quantiles.OfSorted(means, Share(quantile)));

        double Share(double end) => Normal.CDF(0, 1, bias + (bias + end) / (1 - acceleration * (bias + end)));
    }

    /// <summary>The mean over items of which each counts for its weight; items are drawn again alike, each with its weight, so that the limits are those of a ratio of sums.</summary>
    /// <param name="values">One value an item.</param>
    /// <param name="weights">What each counts for, above 0.</param>
    /// <param name="seed">Equal seeds give equal limits.</param>
    /// <param name="resamples">How many times items are drawn again.</param>
    /// <param name="level">The share of draws between the limits.</param>
    /// <exception cref="ArgumentException">As for the mean, there is not one weight a value, or one is not above 0.</exception>
    public static Interval WeightedMean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ulong seed, int resamples = Resamples, double level = 0.95)
    {
        Samples.RequirePairs(values, weights);
        Samples.RequireLevel(level);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        double sum = 0, weight = 0;
        for (var item = 0; item < values.Length; item++)
        {
            if (weights[item] <= 0) throw new ArgumentException($"weight {item} is {weights[item]}; needed: weights above 0", nameof(weights));
            sum += weights[item] * values[item];
            weight += weights[item];
        }

        if (values.Length == 1) return Interval.Unbounded(sum / weight);
        var generator = new CounterGenerator(seed);
        var means = new double[resamples];
        for (var draw = 0; draw < resamples; draw++)
        {
            double drawn = 0, counted = 0;
            for (var turn = 0; turn < values.Length; turn++)
            {
                var item = generator.NextInt(values.Length);
                drawn += weights[item] * values[item];
                counted += weights[item];
            }

            means[draw] = drawn / counted;
        }

        Array.Sort(means);
        var tail = (1 - level) / 2;
        return new Interval(sum / weight, Quantiles.OfSorted(means, tail), Quantiles.OfSorted(means, 1 - tail));
    }

    /// <summary>The mean of a - b over items measured twice: pairs stay together, so what makes an item hard for both takes no part.</summary>
    /// <exception cref="ArgumentException">As for the mean, or the lengths differ.</exception>
    public static Interval PairedDifference(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ulong seed, int resamples = Resamples, double level = 0.95)
    {
        Samples.RequirePairs(a, b);
        var differences = new double[a.Length];
        for (var item = 0; item < a.Length; item++) differences[item] = a[item] - b[item];
        return Mean(differences, seed, resamples, level);
    }

    // Means of items drawn again, in ascending order.
    static double[] Means(ReadOnlySpan<double> values, ulong seed, int resamples)
    {
        var generator = new CounterGenerator(seed);
        var means = new double[resamples];
        for (var draw = 0; draw < resamples; draw++)
        {
            var sum = 0.0;
            for (var item = 0; item < values.Length; item++) sum += values[generator.NextInt(values.Length)];
            means[draw] = sum / values.Length;
        }

        Array.Sort(means);
        return means;
    }
}
