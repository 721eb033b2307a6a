namespace Assay.Reports;

/// <summary>A value to hold the data against, such as the score of a baseline: a dashed line with its name beside it.</summary>
public sealed record ReferenceLine(string Name, double Value);
