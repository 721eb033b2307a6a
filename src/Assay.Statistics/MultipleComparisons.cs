namespace Assay.Statistics;

/// <summary>
/// p-values that take into account how many questions were asked: among twenty comparisons of equal things one is below 0.05 by chance.
/// Adjusted values are held against the same level as single ones.
/// </summary>
public static class MultipleComparisons
{
    /// <summary>
    /// Holm's correction ("A simple sequentially rejective multiple test procedure", 1979): below the level, the chance of even one false
    /// claim is below it, whatever the tests have to do with each other.
    /// </summary>
    /// <param name="values">p-values in any order.</param>
    /// <param name="family">How many tests there were, those not given among them, which count as if they had larger values than these; 0 for those given.</param>
    /// <returns>Adjusted values in the order given, at most 1.</returns>
    /// <exception cref="ArgumentException">A value is not from 0 to 1, or the family is smaller than what is given.</exception>
    public static double[] Holm(ReadOnlySpan<double> values, long family = 0)
    {
        var order = Ascending(values);
        var tests = family == 0 ? values.Length : family;
        if (tests < values.Length) throw new ArgumentOutOfRangeException(nameof(family), family, $"needed: at least the {values.Length} tests given");
        var adjusted = new double[values.Length];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, values[order[rank]] * (tests - rank)));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }

    /// <summary>
    /// Benjamini's and Hochberg's correction ("Controlling the false discovery rate", 1995): of the claims below the level, the expected
    /// share of false ones is below it, where tests are independent or rise and fall together.
    /// </summary>
    /// <param name="values">p-values in any order.</param>
    /// <returns>Adjusted values in the order given.</returns>
    /// <exception cref="ArgumentException">A value is not from 0 to 1.</exception>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> values)
    {
        var order = Ascending(values);
        var adjusted = new double[values.Length];
        var smallest = 1.0;
        for (var rank = order.Length - 1; rank >= 0; rank--)
        {
            smallest = Math.Min(smallest, values[order[rank]] * values.Length / (rank + 1));
            adjusted[order[rank]] = smallest;
        }

        return adjusted;
    }

    static int[] Ascending(ReadOnlySpan<double> values)
    {
        for (var test = 0; test < values.Length; test++)
            if (values[test] is not (>= 0 and <= 1)) throw new ArgumentException($"p-value {test} is {values[test]}; needed: from 0 to 1", nameof(values));
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, order);
        return order;
    }
}
