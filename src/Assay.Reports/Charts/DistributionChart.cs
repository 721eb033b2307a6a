namespace Assay.Reports;

/// <summary>
/// Distributions one below the other: of each its histogram, as high as its fullest bin, and under it a box: a thin line from the smallest to the largest
/// value, a thick one over the middle half, a stroke at the median.
/// </summary>
public sealed class DistributionChart : Chart
{
    const double RowHeight = 38, Tallest = 22, BoxRoom = 8;

    /// <summary>What is distributed, with its unit.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>Where the first bin begins and the last one ends.</summary>
    public required (double Low, double High) Range { get; init; }

    public required IReadOnlyList<DistributionRow> Rows { get; init; }

    /// <summary>Index of the colour.</summary>
    public int Colour { get; init; }

    private protected override double Draw(SvgCanvas canvas)
    {
        if (!(Range.High > Range.Low)) throw new ArgumentException($"the range is {Range.Low} to {Range.High}; needed: a higher end");
        canvas.Text(16, 24, Title, "name");
        var top = 40.0;
        var bottom = top + (Math.Max(1, Rows.Count) * RowHeight) + 4;
        var labels = Rows.Select(row => SvgCanvas.Cut(row.Label, 40)).ToList();
        var left = 28 + labels.Select(label => SvgCanvas.WidthOf(label, 12)).DefaultIfEmpty(60).Max();
        var notes = Rows.Select(row => SvgCanvas.WidthOf(row.Note, 11)).DefaultIfEmpty(0).Max();
        var right = Math.Max(left + 60, Width - 20 - (notes > 0 ? notes + 8 : 0));
        var axis = Axis.Over([Range.Low, Range.High], false, left, right, tight: true, ticks: 7);
        foreach (var tick in axis.Ticks)
        {
            canvas.Line(axis.At(tick), top, axis.At(tick), bottom, "grid");
            canvas.Text(axis.At(tick), bottom + 16, axis.Label(tick), "soft small", SvgCanvas.Anchor.Middle);
        }

        for (var row = 0; row < Rows.Count; row++) DrawRow(canvas, axis, Rows[row], labels[row], (left, right), top + ((row + 1) * RowHeight) - BoxRoom);
        if (Rows.Count == 0) canvas.Text((left + right) / 2, top + (RowHeight / 2), "no values to draw", "soft", SvgCanvas.Anchor.Middle);
        canvas.Line(left, bottom, right, bottom, "axis");
        canvas.Text((left + right) / 2, bottom + 36, ValueTitle, "soft", SvgCanvas.Anchor.Middle);
        return bottom + 48;
    }

    void DrawRow(SvgCanvas canvas, Axis axis, DistributionRow row, string label, (double Left, double Right) plot, double middle)
    {
        canvas.Text(plot.Left - 10, middle, label, "ink", SvgCanvas.Anchor.End);
        if (row.Note.Length > 0) canvas.Text(plot.Right + 8, middle, row.Note, "soft small");
        var colour = Colour % ChartStyle.Colours;
        var floor = middle - 5;
        foreach (var (low, high, share) in Steps(row.Bins))
            canvas.Rectangle(axis.At(low), floor - (share * Tallest), axis.At(high) - axis.At(low), share * Tallest, $"bin f{colour}");
        canvas.Line(axis.At(row.Min), middle, axis.At(row.Max), middle, $"line c{colour}");
        canvas.Line(axis.At(row.Quantiles[1]), middle, axis.At(row.Quantiles[3]), middle, $"box c{colour}");
        canvas.Line(axis.At(row.Quantiles[2]), middle - 5, axis.At(row.Quantiles[2]), middle + 5, "whisker");
    }

    // Bins that are not empty, as shares of the fullest.
    IEnumerable<(double Low, double High, double Share)> Steps(IReadOnlyList<int> bins)
    {
        var (width, fullest) = ((Range.High - Range.Low) / bins.Count, bins.Max());
        for (var bin = 0; bin < bins.Count; bin++)
            if (bins[bin] > 0) yield return (Range.Low + (bin * width), Range.Low + ((bin + 1) * width), (double)bins[bin] / fullest);
    }
}
