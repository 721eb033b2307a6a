using MathNet.Numerics.Distributions;

namespace Assay.Statistics;

/// <summary>The interval of a standard deviation from a few independent measurements that are about normal: sums of squares over quantiles of chi-squared.</summary>
public static class DeviationInterval
{
    /// <summary>The deviation (n - 1 below the line) and its limits: five values know it to a factor of about three. A single value bounds nothing.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not finite, or the level is not between 0 and 1.</exception>
    public static Interval Of(ReadOnlySpan<double> values, double level = 0.95)
    {
        Samples.Require(values);
        Samples.RequireLevel(level);
        if (values.Length == 1) return new Interval(double.NaN, 0, double.PositiveInfinity);
        var (deviation, degrees) = (Samples.Deviation(values), values.Length - 1);
        return new Interval(deviation, deviation * Math.Sqrt(degrees / ChiSquared.InvCDF(degrees, (1 + level) / 2)), deviation * Math.Sqrt(degrees / ChiSquared.InvCDF(degrees, (1 - level) / 2)));
    }
}
