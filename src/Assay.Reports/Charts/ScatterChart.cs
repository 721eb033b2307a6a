namespace Assay.Reports;

/// <summary>Points in a plane, coloured by the group they belong to or by a value of their own.</summary>
public sealed class ScatterChart : Chart
{
    /// <summary>What x measures; null where the axes have no meaning of their own: the plot is then only framed.</summary>
    public string? XTitle { get; init; }

    /// <summary>What y measures; null as for x.</summary>
    public string? YTitle { get; init; }

    /// <summary>One x a point.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>One y a point. A point whose x or y is not finite is left out.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>The group of each point, named in a legend in the order of first appearance; or none.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>A value of each point, shown by its colour beside a colour bar; or none. Points without a finite value are grey.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>What the colours measure.</summary>
    public string ValueTitle { get; init; } = "";

    /// <summary>What a reader sees who points at a point; or none.</summary>
    public IReadOnlyList<string>? Tips { get; init; }

    /// <summary>The height of the plot area in CSS pixels.</summary>
    public double PlotHeight { get; init; } = 400;

    private protected override double Draw(SvgCanvas canvas)
    {
        Check();
        canvas.Text(16, 24, Title, "name");
        var names = Groups?.Distinct().ToList() ?? [];
        var top = DrawLegend(canvas, names) + (Values is null ? 14 : 26);
        var bottom = top + PlotHeight;
        var scale = Values is null ? null : new ColourScale(Values, signed: false, null, null);
        var right = Width - 20 - (scale is null ? 0 : scale.Room(ValueTitle) + 16);
        var y = Axis.Over(Y, false, bottom - 8, top + 8);
        var left = YTitle is null ? 20 : 40 + y.Ticks.Max(tick => SvgCanvas.WidthOf(y.Label(tick), 11));
        var x = Axis.Over(X, false, left + 8, right - 8, ticks: 8);
        DrawAxes(canvas, x, y, (left, top, right, bottom));
        scale?.Draw(canvas, right + 16, top, bottom, ValueTitle);
        var drawn = 0;
        for (var point = 0; point < X.Count; point++)
        {
            if (!Axis.CanShow(X[point], false) || !Axis.CanShow(Y[point], false)) continue;
            var value = Values is null ? double.NaN : Values[point];
            var style = scale is null ? Style(Groups is null ? 0 : names.IndexOf(Groups[point])) : "spot missing";
            canvas.Spot(x.At(X[point]), y.At(Y[point]), 4, style, double.IsFinite(value) ? scale!.At(value) : null, Tips?[point]);
            drawn++;
        }

        if (drawn == 0) canvas.Text((left + right) / 2, (top + bottom) / 2, "no values to draw", "soft", SvgCanvas.Anchor.Middle);
        return bottom + (XTitle is null ? 16 : 52);
    }

    void Check()
    {
        foreach (var (count, what) in new[] { (Y.Count, "y values"), (Groups?.Count, "groups"), (Values?.Count, "values"), (Tips?.Count, "tips") })
            if (count is not null && count != X.Count) throw new ArgumentException($"{X.Count} x values and {count} {what}; needed: one of each a point");
        if (Groups is not null && Values is not null) throw new ArgumentException("both groups and values given; needed: one of them, for the colour");
    }

    // Where the colours are used up, rings follow the filled points.
    static string Style(int group) =>
        (group / ChartStyle.Colours) % 2 == 0 ? $"spot f{group % ChartStyle.Colours}" : $"ring c{group % ChartStyle.Colours}";

    double DrawLegend(SvgCanvas canvas, List<string> names)
    {
        if (names.Count < 2) return 30;
        var (x, y) = (16.0, 46.0);
        for (var group = 0; group < names.Count; group++)
        {
            var name = SvgCanvas.Cut(names[group], 60);
            var width = 16 + SvgCanvas.WidthOf(name, 12) + 16;
            if (x > 16 && x + width > Width - 16) (x, y) = (16, y + 18);
            canvas.Spot(x + 5, y - 4, 4, Style(group));
            canvas.Text(x + 14, y, name, "ink");
            x += width;
        }

        return y + 4;
    }

    void DrawAxes(SvgCanvas canvas, Axis x, Axis y, (double Left, double Top, double Right, double Bottom) plot)
    {
        if (YTitle is not null)
        {
            foreach (var tick in y.Ticks)
            {
                canvas.Line(plot.Left, y.At(tick), plot.Right, y.At(tick), "grid");
                canvas.Text(plot.Left - 8, y.At(tick) + 4, y.Label(tick), "soft small", SvgCanvas.Anchor.End);
            }

            canvas.Text(20, (plot.Top + plot.Bottom) / 2, YTitle, "soft", SvgCanvas.Anchor.Middle, upright: true);
        }

        if (XTitle is not null)
        {
            foreach (var tick in x.Ticks)
            {
                canvas.Line(x.At(tick), plot.Top, x.At(tick), plot.Bottom, "grid");
                canvas.Text(x.At(tick), plot.Bottom + 19, x.Label(tick), "soft small", SvgCanvas.Anchor.Middle);
            }

            canvas.Text((plot.Left + plot.Right) / 2, plot.Bottom + 39, XTitle, "soft", SvgCanvas.Anchor.Middle);
        }

        canvas.Rectangle(plot.Left, plot.Top, plot.Right - plot.Left, plot.Bottom - plot.Top, "frame");
    }
}
