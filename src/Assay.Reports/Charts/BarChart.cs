namespace Assay.Reports;

/// <summary>Horizontal bars with their values written beside them, on a linear or logarithmic axis.</summary>
public sealed class BarChart : Chart
{
    const double RowHeight = 26;

    /// <summary>What the bars measure, with its unit.</summary>
    public required string ValueTitle { get; init; }

    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>Values drawn as dashed vertical lines, named above the bars.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Whether the axis is logarithmic; a bar whose value is not positive then has no length.</summary>
    public bool Log { get; init; }

    private protected override double Draw(SvgCanvas canvas)
    {
        canvas.Text(16, 24, Title, "name");
        var shown = References.Where(r => Axis.CanShow(r.Value, Log)).ToList();
        var top = 42.0 + 16 * shown.Count;
        var bottom = top + Math.Max(1, Bars.Count) * RowHeight + 4;
        var labels = Bars.Select(b => SvgCanvas.Cut(b.Label, 56)).ToList();
        var left = 28 + labels.Select(l => SvgCanvas.WidthOf(l, 12)).DefaultIfEmpty(60).Max();
        var right = Math.Max(left + 60, Width - 84);
        var values = Bars.SelectMany(b => b.Limits is { } limits ? [b.Value, limits.Low, limits.High] : new[] { b.Value }).Concat(shown.Select(r => r.Value)).Where(v => Axis.CanShow(v, Log)).ToList();
        // Bars grow from zero; on a logarithmic axis from below the smallest, so that each has a length.
        if (!Log) values.Add(0);
        else if (values.Count > 0) values.Add(values.Min() * 0.7);
        var axis = Axis.Over(values, Log, left, right);

        foreach (var tick in axis.Ticks)
        {
            canvas.Line(axis.At(tick), top, axis.At(tick), bottom, "grid");
            canvas.Text(axis.At(tick), bottom + 16, axis.Label(tick), "soft small", SvgCanvas.Anchor.Middle);
        }
        for (var i = 0; i < Bars.Count; i++) DrawBar(canvas, axis, Bars[i], labels[i], left, top + i * RowHeight);
        for (var i = 0; i < shown.Count; i++) DrawReference(canvas, axis, shown[i], 46 + 16 * i, bottom);
        if (Bars.Count == 0)
            canvas.Text((left + right) / 2, top + RowHeight / 2, "no values to draw", "soft", SvgCanvas.Anchor.Middle);
        canvas.Line(left, bottom, right, bottom, "axis");
        canvas.Text((left + right) / 2, bottom + 36, ValueTitle, "soft", SvgCanvas.Anchor.Middle);
        return bottom + 48;
    }

    void DrawBar(SvgCanvas canvas, Axis axis, Bar bar, string label, double left, double top)
    {
        var middle = top + RowHeight / 2 + 2;
        canvas.Text(left - 10, middle + 4, label, "ink", SvgCanvas.Anchor.End);
        var text = double.IsNaN(bar.Value) ? "no value" : Numbers.Format(bar.Value);
        var (from, to) = (Log ? left : axis.At(0), Log ? left : axis.At(0));
        if (Axis.CanShow(bar.Value, Log)) to = axis.At(bar.Value);
        if (to != from)
            canvas.Rectangle(Math.Min(from, to), middle - 8, Math.Abs(to - from), 16,
                $"f{bar.Colour % ChartStyle.Colours}", $"{bar.Label}: {text}");
        var end = Math.Max(from, to);
        if (bar.Limits is { } limits && Axis.CanShow(limits.Low, Log) && Axis.CanShow(limits.High, Log))
        {
            var (low, high) = (axis.At(limits.Low), axis.At(limits.High));
            canvas.Line(low, middle, high, middle, "whisker");
            canvas.Line(low, middle - 4, low, middle + 4, "whisker");
            canvas.Line(high, middle - 4, high, middle + 4, "whisker");
            end = Math.Max(end, high);
        }

        canvas.Text(end + 6, middle + 4, text, "ink small");
    }

    void DrawReference(SvgCanvas canvas, Axis axis, ReferenceLine line, double y, double bottom)
    {
        var at = axis.At(line.Value);
        var label = SvgCanvas.Cut(line.Name, 40) + " " + Numbers.Format(line.Value);
        var fits = at + 6 + SvgCanvas.WidthOf(label, 11) < Width - 8;
        canvas.Line(at, y - 8, at, bottom, "reference");
        canvas.Text(at + (fits ? 5 : -5), y, label, "ink small", fits ? SvgCanvas.Anchor.Start : SvgCanvas.Anchor.End);
    }
}
