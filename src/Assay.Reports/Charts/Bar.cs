namespace Assay.Reports;

/// <summary>One bar: its label, its value (NaN where there is none) and the number of its colour.</summary>
public sealed record Bar(string Label, double Value, int Colour = 0);
