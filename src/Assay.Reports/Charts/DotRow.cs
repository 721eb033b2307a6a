namespace Assay.Reports;

/// <summary>One row of a <see cref="DotPlotChart"/>: every measurement of one thing.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Values">Its measurements; those that are not finite are left out.</param>
/// <param name="Mean">Their mean, drawn as an upright stroke; NaN for none.</param>
/// <param name="Limits">Between which the mean may well lie; or none.</param>
public sealed record DotRow(string Label, IReadOnlyList<double> Values, double Mean, (double Low, double High)? Limits)
{
    /// <summary>The number of its colour.</summary>
    public int Colour { get; init; }

    /// <summary>Words behind the row, such as how many measurements are missing.</summary>
    public string Note { get; init; } = "";
}
