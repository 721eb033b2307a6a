namespace Assay.Runs;

/// <summary>A line of an <see cref="EvidencePlot"/>; at most a few hundred points.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="X">Horizontal values, rising.</param>
/// <param name="Y">Vertical values, as many.</param>
public sealed record EvidenceLine(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);
