namespace Assay.Runs;

/// <summary>Evidence as a chart of lines.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Horizontal">Name of the horizontal axis.</param>
/// <param name="Vertical">Name of the vertical axis.</param>
/// <param name="Logarithmic">Whether the vertical axis is logarithmic.</param>
/// <param name="Lines">What is drawn.</param>
/// <param name="References">Horizontal lines to compare with: name and value.</param>
public sealed record EvidencePlot(
    string Title, string Horizontal, string Vertical, bool Logarithmic, IReadOnlyList<EvidenceLine> Lines, IReadOnlyDictionary<string, double> References);
