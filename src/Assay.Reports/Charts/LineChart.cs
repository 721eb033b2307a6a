namespace Assay.Reports;

/// <summary>Several series against one x axis, with a legend, optional reference lines and linear or logarithmic axes.</summary>
public sealed class LineChart : Chart
{
    const double LabelSize = 11, SpotRadius = 5;

    /// <summary>What x counts, with its unit.</summary>
    public required string XTitle { get; init; }

    /// <summary>What y measures, with its unit.</summary>
    public required string YTitle { get; init; }

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Values drawn as dashed horizontal lines, named at the right edge.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Whether the y axis is logarithmic; values that are not positive are then gaps.</summary>
    public bool LogY { get; init; }

    /// <summary>Whether the x axis is logarithmic; points whose x is not positive are then gaps.</summary>
    public bool LogX { get; init; }

    /// <summary>The height of the plot area in CSS pixels; title, legend and axis labels come on top.</summary>
    public double PlotHeight { get; init; } = 280;

    private protected override double Draw(SvgCanvas canvas)
    {
        canvas.Text(16, 24, Title, "name");
        var top = DrawLegend(canvas) + 14;
        var bottom = top + PlotHeight;
        var shown = References.Where(r => Axis.CanShow(r.Value, LogY)).ToList();
        var labels = shown.ConvertAll(r => SvgCanvas.Cut(r.Name, 30) + " " + Numbers.Format(r.Value));
        var right = Width - (labels.Count == 0 ? 20 : 26 + labels.Max(l => SvgCanvas.WidthOf(l, LabelSize)));
        var y = Axis.Over(Series.SelectMany(s => s.Limits is { } limits ? [.. s.Y, .. limits.Low, .. limits.High] : s.Y).Concat(shown.Select(r => r.Value)), LogY, bottom, top);
        var left = 40 + y.Ticks.Max(t => SvgCanvas.WidthOf(y.Label(t), LabelSize));
        // Lone points would stand on the frame, where half of them is lost.
        var lone = Series.Count > 0 && Series.All(s => s.X.Count == 1 && s.Mark is SeriesMark.Dots or SeriesMark.Spots);
        var x = Axis.Over(Series.SelectMany(s => s.X), LogX, left, right, tight: !lone, ticks: (right - left) > 500 ? 9 : 6);

        DrawAxes(canvas, x, y, (left, top, right, bottom));
        var stretches = Series.Select(s => Decimation.Stretches(s, LogX, LogY)).ToList();
        for (var i = 0; i < Series.Count; i++)
            if (Series[i].Mark == SeriesMark.Background) DrawSeries(canvas, x, y, i, stretches[i]);
        for (var i = 0; i < Series.Count; i++) DrawLimits(canvas, x, y, i);
        DrawReferences(canvas, y, shown, labels, left, right);
        for (var i = 0; i < Series.Count; i++)
            if (Series[i].Mark != SeriesMark.Background) DrawSeries(canvas, x, y, i, stretches[i]);
        if (stretches.All(s => s.Count == 0))
            canvas.Text((left + right) / 2, (top + bottom) / 2, "no values to draw", "soft", SvgCanvas.Anchor.Middle);
        return bottom + 52;
    }

    /// <summary>Draws one entry for each series, in as many rows as they need, and returns where the last row ends.</summary>
    double DrawLegend(SvgCanvas canvas)
    {
        if (Series.Count < 2) return 30;
        var (x, y) = (16.0, 46.0);
        for (var i = 0; i < Series.Count; i++)
        {
            var name = SvgCanvas.Cut(Series[i].Name, 60);
            var width = 34 + SvgCanvas.WidthOf(name, 12) + 14;
            if (x > 16 && x + width > Width - 16) (x, y) = (16, y + 18);
            if (Series[i].Mark == SeriesMark.Spots)
                canvas.Spot(x + 13, y - 4, SpotRadius, Style(i));
            else if (Series[i].Mark == SeriesMark.Dots)
                canvas.Dots([(x + 4, y - 4), (x + 13, y - 4), (x + 22, y - 4)], Style(i));
            else
                canvas.Line(x, y - 4, x + 26, y - 4, "line " + Style(i));
            canvas.Text(x + 32, y, name, "ink");
            x += width;
        }
        return y + 4;
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
        canvas.Text(20, (plot.Top + plot.Bottom) / 2, YTitle, "soft", SvgCanvas.Anchor.Middle, upright: true);
    }

    void DrawSeries(SvgCanvas canvas, Axis x, Axis y, int index, IReadOnlyList<IReadOnlyList<(double X, double Y)>> stretches)
    {
        var total = stretches.Sum(s => s.Count);
        foreach (var stretch in stretches)
        {
            var points = Decimation.Thin(stretch, (int)Math.Max(2, (long)Decimation.Points * stretch.Count / total));
            var pixels = points.Select(p => (x.At(p.X), y.At(p.Y))).ToList();
            if (Series[index].Mark == SeriesMark.Spots)
                foreach (var (right, down) in pixels) canvas.Spot(right, down, SpotRadius, Style(index), tip: Series[index].Name);
            else if (Series[index].Mark == SeriesMark.Dots) canvas.Dots(pixels, Style(index));
            else canvas.Polyline(pixels, Style(index));
        }
    }

    void DrawLimits(SvgCanvas canvas, Axis x, Axis y, int index)
    {
        var series = Series[index];
        if (series.Limits is not { } limits) return;
        var places = Enumerable.Range(0, series.X.Count)
            .Where(i => Axis.CanShow(series.X[i], LogX) && Axis.CanShow(limits.Low[i], LogY) && Axis.CanShow(limits.High[i], LogY)).ToList();
        var colour = index % ChartStyle.Colours;
        if (series.Mark == SeriesMark.Line)
        {
            canvas.Area([.. places.Select(i => (x.At(series.X[i]), y.At(limits.High[i]))),
                .. Enumerable.Reverse(places).Select(i => (x.At(series.X[i]), y.At(limits.Low[i])))], $"band f{colour}");
            return;
        }

        foreach (var i in places)
        {
            var (at, low, high) = (x.At(series.X[i]), y.At(limits.Low[i]), y.At(limits.High[i]));
            canvas.Line(at, low, at, high, $"line c{colour}");
            canvas.Line(at - 4, low, at + 4, low, $"line c{colour}");
            canvas.Line(at - 4, high, at + 4, high, $"line c{colour}");
        }
    }

    static void DrawReferences(SvgCanvas canvas, Axis y, List<ReferenceLine> lines, List<string> labels, double left, double right)
    {
        var places = LabelPlacement.Spread([.. lines.Select(l => y.At(l.Value))], 14, y.At(y.High), y.At(y.Low));
        for (var i = 0; i < lines.Count; i++)
        {
            var at = y.At(lines[i].Value);
            canvas.Line(left, at, right, at, "reference");
            canvas.Line(right, at, right + 10, places[i], "leader");
            canvas.Text(right + 13, places[i] + 4, labels[i], "ink small");
        }
    }

    string Style(int index) => Series[index].Mark switch
    {
        SeriesMark.Background => $"background c{index % ChartStyle.Colours}",
        SeriesMark.Spots => $"spot f{index % ChartStyle.Colours}",
        SeriesMark.Dots => $"c{index % ChartStyle.Colours}",
        _ => ChartStyle.Stroke(index),
    };
}
