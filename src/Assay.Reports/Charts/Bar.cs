namespace Assay.Reports;

/// <summary>One bar: its label, its value (NaN where there is none) and the number of its colour.</summary>
public sealed record Bar(string Label, double Value, int Colour = 0)
{
    /// <summary>The limits between which the value may well lie, drawn as a line across the bar's end; or none.</summary>
    public (double Low, double High)? Limits { get; init; }
}
