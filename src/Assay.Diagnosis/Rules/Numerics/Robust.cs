using Assay.Statistics;

namespace Assay.Diagnosis;

/// <summary>Level and spread of measurements of which some may be far off or not finite.</summary>
static class Robust
{
    // A normal deviate's median absolute value is 0.6745 of its standard deviation.
    const double OfNormal = 1.4826;

    /// <summary>The finite ones.</summary>
    public static double[] Finite(IEnumerable<double> values) => [.. values.Where(double.IsFinite)];

    /// <summary>Median of the finite values; NaN where there is none.</summary>
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>A quantile of the finite values; NaN where there is none.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="share">0 for the smallest, 1 for the largest.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var finite = Finite(values);
        return finite.Length > 0 ? Quantiles.Of(finite, share) : double.NaN;
    }

    /// <summary>
    /// Standard deviation by the median absolute deviation of the finite values from their median (times 1.4826, so that it is that of
    /// normal noise); NaN where there is no value.
    /// </summary>
    public static double Deviation(IEnumerable<double> values)
    {
        var finite = Finite(values);
        if (finite.Length == 0) return double.NaN;
        var middle = Median(finite);
        return OfNormal * Median(finite.Select(value => Math.Abs(value - middle)));
    }
}
