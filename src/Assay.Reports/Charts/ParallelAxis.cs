namespace Assay.Reports;

/// <summary>One axis of a <see cref="ParallelChart"/>.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Log">Whether it is logarithmic.</param>
/// <param name="Choices">Names of values without order, known by their index; null for numbers.</param>
public sealed record ParallelAxis(string Title, bool Log = false, IReadOnlyList<string>? Choices = null);
