namespace Assay.Reports;

/// <summary>One distribution of a <see cref="DistributionChart"/>.</summary>
/// <param name="Label">What is distributed.</param>
/// <param name="Note">Written at the right end, such as how many there are.</param>
/// <param name="Bins">Counts in bins of equal width over the chart's range.</param>
/// <param name="Quantiles">Values below which 5, 25, 50, 75 and 95 % lie.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
public sealed record DistributionRow(string Label, string Note, IReadOnlyList<int> Bins, IReadOnlyList<double> Quantiles, double Min, double Max);
