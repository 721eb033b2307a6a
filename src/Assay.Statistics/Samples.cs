namespace Assay.Statistics;

/// <summary>What every statistic here asks of its numbers.</summary>
static class Samples
{
    /// <exception cref="ArgumentException">There are no values, or one is not finite.</exception>
    internal static void Require(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) throw new ArgumentException("no values given; needed: at least one");
        for (var index = 0; index < values.Length; index++)
            if (!double.IsFinite(values[index]))
                throw new ArgumentException($"value {index} is {values[index]}; needed: finite values");
    }

    /// <exception cref="ArgumentException">The lengths differ, there are no values, or one is not finite.</exception>
    internal static void RequirePairs(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length) throw new ArgumentException($"{a.Length} values against {b.Length}; needed: pairs");
        Require(a);
        Require(b);
    }

    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    internal static void RequireLevel(double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "needed: a level between 0 and 1, such as 0.95");
    }

    internal static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    /// <summary>The standard deviation of the population that the values were drawn from (n - 1); NaN for one value.</summary>
    internal static double Deviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2) return double.NaN;
        var (mean, squares) = (Mean(values), 0.0);
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (values.Length - 1));
    }
}
