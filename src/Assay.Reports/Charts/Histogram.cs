namespace Assay.Reports;

/// <summary>How values are spread: counts of equal bins, for one sample or for several over the same bins.</summary>
public sealed class Histogram : Chart
{
    /// <summary>What the values measure, with its unit.</summary>
    public required string XTitle { get; init; }

    /// <summary>What is counted.</summary>
    public string YTitle { get; init; } = "count";

    /// <summary>Samples by name; values that are not finite are left out. Counts of several samples are shares in percent.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Samples { get; init; }

    /// <summary>Values drawn as dashed upright lines, named above.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>How many bins; 0 takes about the square root of the number of values, from 6 to 40.</summary>
    public int Bins { get; init; }

    /// <summary>The height of the plot area in CSS pixels.</summary>
    public double PlotHeight { get; init; } = 240;

    private protected override double Draw(SvgCanvas canvas)
    {
        canvas.Text(16, 24, Title, "name");
        var samples = Samples.Select(sample => sample.Values.Where(value => Axis.CanShow(value, false)).ToList()).ToList();
        var shown = References.Where(reference => Axis.CanShow(reference.Value, false)).ToList();
        var top = DrawLegend(canvas) + 14 + 16 * shown.Count;
        var bottom = top + PlotHeight;
        var all = samples.SelectMany(values => values).ToList();
        var bins = Bins > 0 ? Bins : Math.Clamp((int)Math.Sqrt(samples.Select(values => values.Count).DefaultIfEmpty(0).Max()), 6, 40);
        var (low, high) = all.Count == 0 ? (0, 1) : (all.Min(), all.Max());
        if (high - low < 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)) || high == low) (low, high) = (low - 0.5, high + 0.5);
        var counts = samples.Select(values => Count(values, low, high, bins, share: Samples.Count > 1)).ToList();
        var y = Axis.Over(counts.SelectMany(c => c).Append(0), false, bottom, top);
        var left = 40 + y.Ticks.Max(tick => SvgCanvas.WidthOf(y.Label(tick), 11));
        var x = Axis.Over(shown.Select(reference => reference.Value).Concat([low, high]), false, left, Width - 20, tight: true, ticks: 9);
        DrawAxes(canvas, x, y, (left, top, Width - 20, bottom));
        for (var sample = 0; sample < counts.Count; sample++) DrawBars(canvas, x, y, counts[sample], (low, high), sample);
        for (var index = 0; index < shown.Count; index++) DrawReference(canvas, shown[index], x.At(shown[index].Value), top - 16 * (shown.Count - index) + 8, bottom);
        if (all.Count == 0) canvas.Text((left + Width - 20) / 2, (top + bottom) / 2, "no values to draw", "soft", SvgCanvas.Anchor.Middle);
        return bottom + 52;
    }

    static double[] Count(List<double> values, double low, double high, int bins, bool share)
    {
        var counts = new double[bins];
        foreach (var value in values) counts[Math.Min(bins - 1, (int)((value - low) / (high - low) * bins))] += share ? 100.0 / values.Count : 1;
        return counts;
    }

    void DrawBars(SvgCanvas canvas, Axis x, Axis y, double[] counts, (double Low, double High) range, int sample)
    {
        var (width, colour) = ((range.High - range.Low) / counts.Length, sample % ChartStyle.Colours);
        if (Samples.Count == 1)
        {
            for (var bin = 0; bin < counts.Length; bin++)
            {
                var (from, to) = (x.At(range.Low + bin * width), x.At(range.Low + (bin + 1) * width));
                if (counts[bin] > 0)
                    canvas.Rectangle(from + 0.5, y.At(counts[bin]), to - from - 1, y.At(0) - y.At(counts[bin]), $"f{colour}",
                        $"{Numbers.Format(range.Low + bin * width)} to {Numbers.Format(range.Low + (bin + 1) * width)}: {Numbers.Format(counts[bin])}");
            }

            return;
        }

        var outline = new List<(double X, double Y)> { (x.At(range.Low), y.At(0)) };
        for (var bin = 0; bin < counts.Length; bin++)
        {
            outline.Add((x.At(range.Low + bin * width), y.At(counts[bin])));
            outline.Add((x.At(range.Low + (bin + 1) * width), y.At(counts[bin])));
        }

        outline.Add((x.At(range.High), y.At(0)));
        canvas.Area(outline, $"band f{colour}");
        canvas.Polyline(outline, ChartStyle.Stroke(sample));
    }

    double DrawLegend(SvgCanvas canvas)
    {
        if (Samples.Count < 2) return 30;
        var x = 16.0;
        for (var sample = 0; sample < Samples.Count; sample++)
        {
            canvas.Line(x, 42, x + 26, 42, "line " + ChartStyle.Stroke(sample));
            var name = SvgCanvas.Cut(Samples[sample].Name, 40);
            canvas.Text(x + 32, 46, name, "ink");
            x += 48 + SvgCanvas.WidthOf(name, 12);
        }

        return 50;
    }

    void DrawAxes(SvgCanvas canvas, Axis x, Axis y, (double Left, double Top, double Right, double Bottom) plot)
    {
        foreach (var tick in y.Ticks)
        {
            canvas.Line(plot.Left, y.At(tick), plot.Right, y.At(tick), "grid");
            canvas.Text(plot.Left - 8, y.At(tick) + 4, y.Label(tick), "soft small", SvgCanvas.Anchor.End);
        }

        foreach (var tick in x.Ticks)
        {
            canvas.Line(x.At(tick), plot.Bottom, x.At(tick), plot.Bottom + 5, "axis");
            canvas.Text(x.At(tick), plot.Bottom + 19, x.Label(tick), "soft small", SvgCanvas.Anchor.Middle);
        }

        canvas.Line(plot.Left, plot.Bottom, plot.Right, plot.Bottom, "axis");
        canvas.Text((plot.Left + plot.Right) / 2, plot.Bottom + 39, XTitle, "soft", SvgCanvas.Anchor.Middle);
        canvas.Text(20, (plot.Top + plot.Bottom) / 2, Samples.Count > 1 ? $"{YTitle}, %" : YTitle, "soft", SvgCanvas.Anchor.Middle, upright: true);
    }

    void DrawReference(SvgCanvas canvas, ReferenceLine line, double at, double y, double bottom)
    {
        var label = SvgCanvas.Cut(line.Name, 40) + " " + Numbers.Format(line.Value);
        var fits = at + 6 + SvgCanvas.WidthOf(label, 11) < Width - 8;
        canvas.Line(at, y - 8, at, bottom, "reference");
        canvas.Text(at + (fits ? 5 : -5), y, label, "ink small", fits ? SvgCanvas.Anchor.Start : SvgCanvas.Anchor.End);
    }
}
