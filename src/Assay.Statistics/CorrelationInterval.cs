using MathNet.Numerics.Distributions;

namespace Assay.Statistics;

/// <summary>Pearson's correlation with the limits of Fisher's transformation ("On the probable error of a coefficient of correlation", 1921), for pairs that are about normal.</summary>
public static class CorrelationInterval
{
    /// <summary>Of pairs that have nothing to do with each other.</summary>
    /// <param name="x">One value a pair.</param>
    /// <param name="y">The other one.</param>
    /// <param name="level">Of the limits.</param>
    /// <returns>Fewer than four pairs bound nothing: the limits are then -1 and 1. NaN where one list is constant.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there are no values, or one is not finite.</exception>
    public static Interval Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        Samples.RequireLevel(level);
        return Limits(Correlation.Pearson(x, y), x.Length, level);
    }

    /// <summary>
    /// Of what is left of the pairs when each is taken relative to the mean of its group: what groups have to do with each other takes no part, and costs as many
    /// degrees of freedom as there are groups less one. Where values of x come back from group to group, as the start that a seed gives does, only as many pairs
    /// count as there are different values.
    /// </summary>
    /// <param name="groups">Pairs by group; groups of one pair say nothing.</param>
    /// <param name="level">Of the limits.</param>
    /// <inheritdoc cref="Of" path="/returns"/>
    /// <exception cref="ArgumentException">The lengths differ, there are no values, or one is not finite.</exception>
    public static Interval Within(IReadOnlyList<(double[] X, double[] Y)> groups, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Samples.RequireLevel(level);
        var (x, y) = (new List<double>(), new List<double>());
        var used = groups.Where(group => group.X.Length > 1).ToList();
        if (used.Count == 0) throw new ArgumentException("no group has two pairs; needed: at least one that has", nameof(groups));
        foreach (var (groupX, groupY) in used)
        {
            Samples.RequirePairs(groupX, groupY);
            var (meanX, meanY) = (Samples.Mean(groupX), Samples.Mean(groupY));
            x.AddRange(groupX.Select(value => value - meanX));
            y.AddRange(groupY.Select(value => value - meanY));
        }

        var different = used.SelectMany(group => group.X).Distinct().Count();
        return Limits(Correlation.Pearson([.. x], [.. y]), Math.Min(different, x.Count - used.Count + 1), level);
    }

    static Interval Limits(double correlation, int pairs, double level)
    {
        if (double.IsNaN(correlation)) return new Interval(double.NaN, double.NaN, double.NaN);
        if (pairs < 4) return new Interval(correlation, -1, 1);
        var half = Normal.InvCDF(0, 1, (1 + level) / 2) / Math.Sqrt(pairs - 3);
        var place = Math.Atanh(Math.Clamp(correlation, -1 + 1e-15, 1 - 1e-15));
        return new Interval(correlation, Math.Tanh(place - half), Math.Tanh(place + half));
    }
}
