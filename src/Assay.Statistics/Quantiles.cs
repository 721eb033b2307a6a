namespace Assay.Statistics;

/// <summary>
/// The value below which a share of the values lies, interpolated between neighbours: type 7 of Hyndman and Fan ("Sample quantiles in
/// statistical packages", 1996), NumPy's default.
/// </summary>
public static class Quantiles
{
    /// <summary>One quantile; 0 gives the smallest value, 0.5 the median, 1 the largest.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not finite, or the share is not in 0 .. 1.</exception>
    public static double Of(ReadOnlySpan<double> values, double share) => Of(values, [share])[0];

    /// <summary>Several quantiles of the same values, in the order of the shares.</summary>
    /// <inheritdoc cref="Of(ReadOnlySpan{double}, double)" path="/exception"/>
    public static double[] Of(ReadOnlySpan<double> values, ReadOnlySpan<double> shares)
    {
        Samples.Require(values);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var quantiles = new double[shares.Length];
        for (var index = 0; index < shares.Length; index++)
        {
            if (shares[index] is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(shares), shares[index], "needed: shares from 0 to 1");
            quantiles[index] = OfSorted(sorted, shares[index]);
        }

        return quantiles;
    }

    internal static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length
            ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below])
            : sorted[^1];
    }
}
