using Assay.Runs;

namespace Assay.Reports;

/// <summary>The picture of a finding's evidence.</summary>
static class EvidenceChart
{
    /// <summary>Draws it.</summary>
    /// <exception cref="ArgumentException">A line has not as many vertical as horizontal values.</exception>
    public static LineChart Of(EvidencePlot plot) => new()
    {
        Title = plot.Title,
        XTitle = plot.Horizontal,
        YTitle = plot.Vertical,
        LogY = plot.Logarithmic,
        Series = [.. plot.Lines.Select(line => new ChartSeries(line.Name, line.X, line.Y) { Mark = line.X.Count < 4 ? SeriesMark.Dots : SeriesMark.Line })],
        References = [.. plot.References.Select(reference => new ReferenceLine(reference.Key, reference.Value))],
        PlotHeight = 220,
    };
}
