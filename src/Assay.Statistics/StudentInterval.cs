using MathNet.Numerics.Distributions;

namespace Assay.Statistics;

/// <summary>
/// The interval of a mean from a few independent measurements that are about normal, such as one metric over seeds: mean plus and minus
/// t(n - 1) standard errors (Student, 1908). For paired measurements hand it their differences.
/// </summary>
public static class StudentInterval
{
    /// <summary>The mean and its limits; a single value bounds nothing.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not finite, or the level is not between 0 and 1.</exception>
    public static Interval Of(ReadOnlySpan<double> values, double level = 0.95)
    {
        Samples.Require(values);
        Samples.RequireLevel(level);
        var mean = Samples.Mean(values);
        if (values.Length == 1) return Interval.Unbounded(mean);
        var quantile = StudentT.InvCDF(0, 1, values.Length - 1, (1 + level) / 2);
        var half = quantile * Samples.Deviation(values) / Math.Sqrt(values.Length);
        return new Interval(mean, mean - half, mean + half);
    }

    /// <summary>The standard deviation beside it (n - 1 below the line); NaN for a single value.</summary>
    /// <exception cref="ArgumentException">There are no values, or one is not finite.</exception>
    public static double Deviation(ReadOnlySpan<double> values)
    {
        Samples.Require(values);
        return Samples.Deviation(values);
    }
}
