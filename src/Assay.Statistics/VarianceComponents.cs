using MathNet.Numerics;

namespace Assay.Statistics;

/// <summary>
/// How much of the variance of a result comes from which source of randomness, from a balanced table in which sources are crossed: each level of one
/// was tried with every level of the others, equally often. Estimates are those of the analysis of variance, whose mean squares are set equal to what is expected
/// of them (Searle, Casella, McCulloch: "Variance components", 1992, chapter 4); what main effects leave over, interactions among it, is the residual.
/// </summary>
/// <param name="Components">One a factor, in the order given.</param>
/// <param name="Residual">Variance that no factor explains.</param>
/// <param name="ResidualDegrees">Its degrees of freedom.</param>
public sealed record VarianceComponents(IReadOnlyList<VarianceComponent> Components, double Residual, int ResidualDegrees)
{
    /// <summary>Variance of a single result whose sources are all drawn anew.</summary>
    public double Total => Components.Sum(component => component.Variance) + Residual;

    /// <summary>Takes a table apart.</summary>
    /// <param name="factors">Names of the sources.</param>
    /// <param name="levels">For each value the level of each source; levels are compared for equality only.</param>
    /// <param name="values">The results.</param>
    /// <exception cref="ArgumentException">
    /// The lists do not fit together, a value is not finite, a factor has a single level, cells hold different numbers of values (the table is not balanced: there is no answer then
    /// without a model, and none is given), or nothing is left for the residual.
    /// </exception>
    public static VarianceComponents Of(IReadOnlyList<string> factors, IReadOnlyList<string[]> levels, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(levels);
        Samples.Require(values);
        if (factors.Count == 0) throw new ArgumentException("no factors given; needed: at least one", nameof(factors));
        if (levels.Count != values.Length) throw new ArgumentException($"{levels.Count} rows of levels and {values.Length} values; needed: one row a value", nameof(levels));
        if (Unbalanced(factors, levels) is { } why) throw new ArgumentException($"{why}; needed: a balanced table", nameof(levels));
        var degrees = values.Length - 1 - factors.Index().Sum(factor => Levels(levels, factor.Index).Count - 1);
        if (degrees < 1) throw new ArgumentException($"{values.Length} values leave nothing for the residual beside the effects; needed: more values", nameof(values));

        var mean = Samples.Mean(values);
        var residual = 0.0;
        foreach (var value in values) residual += (value - mean) * (value - mean);
        var total = residual;
        var squares = new double[factors.Count];
        for (var factor = 0; factor < factors.Count; factor++)
        {
            var sums = new Dictionary<string, double>();
            for (var row = 0; row < values.Length; row++) sums[levels[row][factor]] = sums.GetValueOrDefault(levels[row][factor]) + values[row] - mean;
            var repeats = values.Length / sums.Count;
            squares[factor] = sums.Values.Sum(sum => sum * sum) / repeats;
            residual -= squares[factor];
        }

        // What is left of rounding alone counts as nothing.
        var noise = residual <= 1e-12 * total ? 0 : residual / degrees;
        var count = values.Length;
        return new VarianceComponents([.. factors.Select((name, factor) => Component(name, squares[factor], Levels(levels, factor).Count, count, noise, degrees))], noise, degrees);
    }

    /// <summary>Why a table cannot be taken apart, in words; null where it is balanced.</summary>
    public static string? Unbalanced(IReadOnlyList<string> factors, IReadOnlyList<string[]> levels)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(levels);
        if (levels.FirstOrDefault(row => row.Length != factors.Count) is { } row) return $"a row has {row.Length} levels for {factors.Count} factors";
        long cells = 1;
        for (var factor = 0; factor < factors.Count; factor++)
        {
            var count = Levels(levels, factor).Count;
            if (count < 2) return $"factor '{factors[factor]}' has {count} level";
            cells *= count;
        }

        var filled = levels.GroupBy(row => string.Join('\n', row)).Select(cell => cell.Count()).ToList();
        return filled.Count < cells ? $"{cells - filled.Count} of {cells} combinations of levels have no value"
            : filled.Min() < filled.Max() ? $"combinations of levels have from {filled.Min()} to {filled.Max()} values" : null;
    }

    static HashSet<string> Levels(IReadOnlyList<string[]> levels, int factor) => [.. levels.Select(row => row[factor])];

    static VarianceComponent Component(string name, double squares, int levels, int values, double residual, int degrees)
    {
        var mean = squares / (levels - 1);
        var p = mean == 0 ? 1 : residual == 0 ? 0 : SpecialFunctions.BetaRegularized(degrees / 2.0, (levels - 1) / 2.0, degrees / (degrees + (levels - 1) * mean / residual));
        return new VarianceComponent(name, levels, Math.Max(0, (mean - residual) * levels / values), p);
    }
}
