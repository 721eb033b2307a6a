namespace Assay.Reports;

/// <summary>
/// Parallel coordinates (Inselberg, 1985): an upright axis for each parameter, a line for each configuration, coloured by its result; the best lie on top. A line passes
/// below an axis of which it has no value.
/// </summary>
public sealed class ParallelChart : Chart
{
    // How far below an axis those pass that have no value on it.
    const double None = 22;

    public required IReadOnlyList<ParallelAxis> Axes { get; init; }

    /// <summary>One value an axis: a number, the index of a choice, or NaN for none.</summary>
    public required IReadOnlyList<double[]> Lines { get; init; }

    /// <summary>The result of each line, by which it is coloured; lines without one are left out.</summary>
    public required IReadOnlyList<double> Results { get; init; }

    /// <summary>What the colours measure.</summary>
    public required string ResultTitle { get; init; }

    /// <summary>Whether small results are good, which decides what lies on top.</summary>
    public bool LessIsBetter { get; init; } = true;

    /// <summary>What a reader sees who points at a line.</summary>
    public IReadOnlyList<string>? Tips { get; init; }

    /// <summary>The height of the axes in CSS pixels.</summary>
    public double PlotHeight { get; init; } = 280;

    private protected override double Draw(SvgCanvas canvas)
    {
        if (Lines.FirstOrDefault(line => line.Length != Axes.Count) is { } odd) throw new ArgumentException($"a line has {odd.Length} values for {Axes.Count} axes; needed: one an axis");
        if (Results.Count != Lines.Count) throw new ArgumentException($"{Lines.Count} lines and {Results.Count} results; needed: one a line");
        canvas.Text(16, 24, Title, "name");
        double top = 74, bottom = top + PlotHeight, left = 70;
        var order = Enumerable.Range(0, Lines.Count).Where(line => Axis.CanShow(Results[line], false)).ToList();
        order.Sort((a, b) => LessIsBetter ? Results[b].CompareTo(Results[a]) : Results[a].CompareTo(Results[b]));
        var scale = Scale(order);
        var right = Width - 46 - scale.Room(ResultTitle) - 16;
        var places = Enumerable.Range(0, Axes.Count).Select(axis => Axes.Count == 1 ? left : left + axis * (right - left) / (Axes.Count - 1)).ToList();
        var axes = Enumerable.Range(0, Axes.Count).Select(axis => Axes[axis].Choices is { } choices
            ? Axis.Over([-0.5, Math.Max(0.5, choices.Count - 0.5)], false, bottom, top, tight: true)
            : Axis.Over(order.Select(line => Lines[line][axis]), Axes[axis].Log, bottom, top, tight: true, ticks: 5)).ToList();

        foreach (var line in order)
            canvas.Strand(Strand(line, axes, places, bottom + None), scale.At(Results[line]), Tips?[line] ?? Numbers.Format(Results[line]));
        for (var axis = 0; axis < Axes.Count; axis++) DrawAxis(canvas, axes[axis], axis, places[axis], (top, bottom), Axes.Count == 1 ? right - left : (right - left) / (Axes.Count - 1));
        scale.Draw(canvas, right + 46, top, bottom, ResultTitle);
        if (order.Count == 0) canvas.Text((left + right) / 2, (top + bottom) / 2, "no values to draw", "soft", SvgCanvas.Anchor.Middle);
        return bottom + None + 22;
    }

    // A few very bad results would leave one colour to all others: the scale ends where the worst tenth begins.
    ColourScale Scale(List<int> order)
    {
        var values = order.Select(line => Results[line]);
        double? limit = order.Count < 10 ? null : Results[order[order.Count / 10]];
        return LessIsBetter ? new ColourScale(values, false, null, limit) : new ColourScale(values, false, limit, null, falling: true);
    }

    List<(double X, double Y)> Strand(int line, List<Axis> axes, List<double> places, double none) =>
        [.. axes.Select((axis, index) => (places[index], Axis.CanShow(Lines[line][index], Axes[index].Log) ? axis.At(Lines[line][index]) : none))];

    void DrawAxis(SvgCanvas canvas, Axis axis, int index, double place, (double Top, double Bottom) plot, double room)
    {
        canvas.Line(place, plot.Top, place, plot.Bottom, "axis");
        // Names of neighbours stand at two heights, so that long ones have room.
        var letters = (int)Math.Max(8, room * 1.9 / 6.8);
        canvas.Text(place, index % 2 == 0 ? plot.Top - 14 : plot.Top - 30, SvgCanvas.Cut(Axes[index].Title, letters), "ink", SvgCanvas.Anchor.Middle);
        var ticks = Axes[index].Choices is { } choices ? choices.Select((name, choice) => ((double)choice, SvgCanvas.Cut(name, 14))) : axis.Ticks.Select(tick => (tick, axis.Label(tick)));
        foreach (var (tick, label) in ticks)
        {
            canvas.Line(place - 4, axis.At(tick), place, axis.At(tick), "axis");
            canvas.Text(place - 7, axis.At(tick) + 4, label, "ink small halo", SvgCanvas.Anchor.End);
        }

        if (Lines.Any(line => !Axis.CanShow(line[index], Axes[index].Log))) canvas.Text(place, plot.Bottom + None + 14, "none", "soft small", SvgCanvas.Anchor.Middle);
    }
}
