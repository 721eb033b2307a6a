using Assay.Statistics;

namespace Assay.Reports;

/// <summary>Results against one parameter: a faint dot for each configuration, and the mean of each group with its limits.</summary>
public sealed class EffectChart : Chart
{
    /// <summary>The parameter.</summary>
    public required string XTitle { get; init; }

    /// <summary>What is measured.</summary>
    public required string YTitle { get; init; }

    /// <summary>One value a configuration: a number, or the index of a choice.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>One result a configuration.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>Means of neighbours: where they stand, and what they are.</summary>
    public IReadOnlyList<(double X, Interval Mean)> Means { get; init; } = [];

    /// <summary>Whether the x axis is logarithmic.</summary>
    public bool Log { get; init; }

    /// <summary>Names of values without order, known by their index; null for numbers.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The height of the plot area in CSS pixels.</summary>
    public double PlotHeight { get; init; } = 170;

    private protected override double Draw(SvgCanvas canvas)
    {
        if (X.Count != Y.Count) throw new ArgumentException($"{X.Count} x values and {Y.Count} y values; needed: one of each a configuration");
        canvas.Text(16, 24, SvgCanvas.Cut(Title, (int)(Width / 8)), "name");
        double top = 42, bottom = top + PlotHeight, right = Width - 18;
        var (low, high) = (Y.Where(value => Axis.CanShow(value, false)).DefaultIfEmpty(0).Min(), Y.Where(value => Axis.CanShow(value, false)).DefaultIfEmpty(1).Max());
        // Limits of few values may lie far beyond the dots.
        var limits = Means.SelectMany(group => new[] { Math.Clamp(group.Mean.Low, low, high), Math.Clamp(group.Mean.High, low, high) });
        var y = Axis.Over(Y.Concat(limits), false, bottom - 6, top + 6, ticks: 5);
        var left = 42 + y.Ticks.Max(tick => SvgCanvas.WidthOf(y.Label(tick), 11));
        var x = Choices is null ? Axis.Over(X, Log, left + 8, right - 8, tight: true, ticks: 5) : Axis.Over([-0.5, Choices.Count - 0.5], false, left, right, tight: true);

        foreach (var tick in y.Ticks)
        {
            canvas.Line(left, y.At(tick), right, y.At(tick), "grid");
            canvas.Text(left - 6, y.At(tick) + 4, y.Label(tick), "soft small", SvgCanvas.Anchor.End);
        }

        var room = Choices is null ? 0 : Math.Max(4, (int)((right - left) / Choices.Count / 6.4));
        foreach (var (tick, label) in Choices is null ? x.Ticks.Select(tick => (tick, x.Label(tick))) : Choices.Select((name, choice) => ((double)choice, SvgCanvas.Cut(name, room))))
        {
            canvas.Line(x.At(tick), bottom, x.At(tick), bottom + 4, "axis");
            canvas.Text(x.At(tick), bottom + 17, label, "soft small", SvgCanvas.Anchor.Middle);
        }

        for (var point = 0; point < X.Count; point++)
            if (Axis.CanShow(X[point], Log) && Axis.CanShow(Y[point], false)) canvas.Spot(x.At(X[point]), y.At(Y[point]), 3, "faint f0");
        foreach (var (at, mean) in Means.Where(group => Axis.CanShow(group.X, Log) && Axis.CanShow(group.Mean.Value, false)))
        {
            var (from, to) = (Math.Max(mean.Low, y.Low), Math.Min(mean.High, y.High));
            canvas.Line(x.At(at), y.At(from), x.At(at), y.At(to), "line c1");
            canvas.Spot(x.At(at), y.At(mean.Value), 4.5, "spot f1", tip: $"mean {Numbers.Format(mean.Value)}");
        }

        if (X.Count == 0) canvas.Text((left + right) / 2, (top + bottom) / 2, "no values to draw", "soft", SvgCanvas.Anchor.Middle);
        canvas.Line(left, bottom, right, bottom, "axis");
        canvas.Text((left + right) / 2, bottom + 36, XTitle, "soft", SvgCanvas.Anchor.Middle);
        canvas.Text(20, (top + bottom) / 2, YTitle, "soft", SvgCanvas.Anchor.Middle, upright: true);
        return bottom + 48;
    }
}
