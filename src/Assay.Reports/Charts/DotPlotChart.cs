namespace Assay.Reports;

/// <summary>Rows of dots, each dot a measurement, with the mean of each row and its limits: spread and difference at a glance.</summary>
public sealed class DotPlotChart : Chart
{
    const double RowHeight = 24;

    /// <summary>What the dots measure, with its unit.</summary>
    public required string ValueTitle { get; init; }

    public required IReadOnlyList<DotRow> Rows { get; init; }

    /// <summary>Values drawn as dashed vertical lines, named above the rows.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    private protected override double Draw(SvgCanvas canvas)
    {
        canvas.Text(16, 24, Title, "name");
        var shown = References.Where(line => Axis.CanShow(line.Value, false)).ToList();
        var top = 40.0 + 16 * shown.Count;
        var bottom = top + Math.Max(1, Rows.Count) * RowHeight + 4;
        var labels = Rows.Select(row => SvgCanvas.Cut(row.Label, 52)).ToList();
        var left = 28 + labels.Select(label => SvgCanvas.WidthOf(label, 12)).DefaultIfEmpty(60).Max();
        var notes = Rows.Select(row => SvgCanvas.WidthOf(row.Note, 11)).DefaultIfEmpty(0).Max();
        var right = Math.Max(left + 60, Width - 24 - (notes > 0 ? notes + 8 : 0));
        var axis = Axis.Over(Reach(shown), false, left + 8, right - 8, ticks: 7);

        for (var row = 1; row < Rows.Count; row += 2) canvas.Rectangle(left, top + row * RowHeight, right - left, RowHeight, "stripe");
        foreach (var tick in axis.Ticks)
        {
            canvas.Line(axis.At(tick), top, axis.At(tick), bottom, "grid");
            canvas.Text(axis.At(tick), bottom + 16, axis.Label(tick), "soft small", SvgCanvas.Anchor.Middle);
        }

        for (var line = 0; line < shown.Count; line++)
        {
            var at = axis.At(shown[line].Value);
            var label = SvgCanvas.Cut(shown[line].Name, 40) + " " + Numbers.Format(shown[line].Value);
            var fits = at + 6 + SvgCanvas.WidthOf(label, 11) < Width - 8;
            canvas.Line(at, 38 + 16 * line, at, bottom, "reference");
            canvas.Text(at + (fits ? 5 : -5), 46 + 16 * line, label, "ink small", fits ? SvgCanvas.Anchor.Start : SvgCanvas.Anchor.End);
        }

        for (var row = 0; row < Rows.Count; row++) DrawRow(canvas, axis, Rows[row], labels[row], (left, right), top + (row + 0.5) * RowHeight);
        if (Rows.Count == 0) canvas.Text((left + right) / 2, top + RowHeight / 2, "no values to draw", "soft", SvgCanvas.Anchor.Middle);
        canvas.Line(left, bottom, right, bottom, "axis");
        canvas.Text((left + right) / 2, bottom + 36, ValueTitle, "soft", SvgCanvas.Anchor.Middle);
        return bottom + 48;
    }

    // Limits of a mean of two measurements may lie so far out that nothing else could be told apart: they are cut at twice the reach of the dots.
    IEnumerable<double> Reach(List<ReferenceLine> references)
    {
        var values = Rows.SelectMany(row => row.Values.Append(row.Mean)).Concat(references.Select(line => line.Value)).Where(value => Axis.CanShow(value, false)).ToList();
        if (values.Count == 0) return values;
        var room = (values.Max() - values.Min()) / 2;
        var (low, high) = (values.Min() - room, values.Max() + room);
        foreach (var limits in Rows.Select(row => row.Limits).OfType<(double Low, double High)>().ToList())
            values.AddRange([Math.Clamp(limits.Low, low, high), Math.Clamp(limits.High, low, high)]);
        return values;
    }

    static void DrawRow(SvgCanvas canvas, Axis axis, DotRow row, string label, (double Left, double Right) plot, double middle)
    {
        canvas.Text(plot.Left - 10, middle + 4, label, "ink", SvgCanvas.Anchor.End);
        if (row.Note.Length > 0) canvas.Text(plot.Right + 8, middle + 4, row.Note, "soft small");
        if (row.Limits is { } limits && !double.IsNaN(limits.Low) && !double.IsNaN(limits.High))
        {
            var (low, high) = (Math.Max(limits.Low, axis.Low), Math.Min(limits.High, axis.High));
            canvas.Line(axis.At(low), middle, axis.At(high), middle, $"interval c{row.Colour % ChartStyle.Colours}");
            if (low == limits.Low) canvas.Line(axis.At(low), middle - 5, axis.At(low), middle + 5, "whisker");
            if (high == limits.High) canvas.Line(axis.At(high), middle - 5, axis.At(high), middle + 5, "whisker");
        }

        foreach (var value in row.Values.Where(value => Axis.CanShow(value, false)))
            canvas.Spot(axis.At(value), middle, 4, $"spot f{row.Colour % ChartStyle.Colours}", tip: $"{row.Label}: {Numbers.Format(value)}");
        if (Axis.CanShow(row.Mean, false)) canvas.Line(axis.At(row.Mean), middle - 8, axis.At(row.Mean), middle + 8, "mean");
    }
}
