using Assay.Runs;

namespace Assay.Reports;

/// <summary>Hierarchy against richness: what order distinct radii could have at most, and where the codes are.</summary>
static class RichnessSection
{
    // Below this hierarchy codes are near enough to the bound to be looked at alone.
    const double Near = -0.78;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Hierarchy against richness");
        if (run.Levels is not { BoundRichness.Length: > 1 } levels)
        {
            TernaryMetrics.NoDetails(document, run, "What hierarchy is possible at a richness");
            return;
        }
        var points = Points(run).Where(point => double.IsFinite(point.Richness) && double.IsFinite(point.Hierarchy)).ToList();
        if (points.Count == 0)
        {
            Missing.Write(document, "The record holds no hierarchy or no richness.");
            return;
        }
        IReadOnlyList<ReferenceLine> apart = run.Record.Baselines.TryGetValue(TernaryMetrics.OneSplit, out var split) && split.TryGetValue(TernaryMetrics.Hierarchy, out var value) ? [new("level 0 apart", value)] : [];
        var near = points.Where(point => point.Hierarchy < Near).ToList();
        List<(string, Chart)> charts = [("richness-bound", Picture("All of it", near.Count > 0 ? 440 : 640, levels, points, [], log: true))];
        if (near.Count > 0) charts.Add(("richness-near", Picture("Near the ceiling", 440, levels, near, apart, log: false)));
        document.Figure($"Line: the lowest hierarchy that radii can have that all differ, by their richness, within the largest radius of {Numbers.Format(levels.MaxRadius)}. Radii that coincide can lie below it.", charts);
        document.Table([new Column("Code"), Column.Number("richness"), Column.Number("hierarchy"), Column.Number("possible at this richness"), Column.Number("not reached")],
            [.. points.Select(point => (IReadOnlyList<string>)[point.Name, Numbers.Format(point.Richness), TernaryMetrics.Digits(point.Hierarchy), TernaryMetrics.Digits(Bound(levels, point.Richness)),
                TernaryMetrics.Digits(point.Hierarchy - Bound(levels, point.Richness))])]);
        document.Paragraph($"Richness costs no order at first: up to {Numbers.Format(levels.MaxRadius * levels.MaxRadius / 40)}, level 0 alone can have it, half of its operations near the largest radius and half just outside of the others. "
            + "Levels that are to be rich each on its own need room, which disjoint levels have to share.");
    }

    static IEnumerable<(string Name, double Richness, double Hierarchy)> Points(ReportedRun run)
    {
        foreach (var (name, suffix) in TernaryMetrics.Codes(run)) yield return ($"code {name}", Value("", TernaryMetrics.Richness + suffix), Value("", TernaryMetrics.Hierarchy + suffix));
        foreach (var (name, suffix) in TernaryMetrics.Codes(run)) yield return ($"code {name} before training", Value(TernaryMetrics.Start, TernaryMetrics.Richness + suffix), Value(TernaryMetrics.Start, TernaryMetrics.Hierarchy + suffix));
        double Value(string start, string metric) => TernaryMetrics.Of(run, start + metric);
    }

    static LineChart Picture(string title, double width, LevelEvaluation levels, List<(string Name, double Richness, double Hierarchy)> points, IReadOnlyList<ReferenceLine> references, bool log)
    {
        var smallest = points.Min(point => point.Richness);
        var largest = log ? double.PositiveInfinity : Math.Max(0.03, 1.3 * points.Max(point => point.Richness));
        // A logarithmic axis has no place for no richness.
        var bound = levels.BoundRichness.Zip(levels.BoundHierarchy).Select(point => (X: log && point.First == 0 ? Math.Max(smallest, 1e-12) / 2 : point.First, Y: point.Second)).Where(point => point.X <= largest && (log || point.Y < Near)).ToList();
        return new LineChart
        {
            Title = title, XTitle = log ? "richness (logarithmic)" : "richness", YTitle = "hierarchy", LogX = log, Width = width, PlotHeight = 280, References = references,
            Series = [new ChartSeries("possible", [.. bound.Select(point => point.X)], [.. bound.Select(point => point.Y)]),
                .. points.Select(point => new ChartSeries(point.Name, [point.Richness], [point.Hierarchy]) { Mark = SeriesMark.Spots })],
        };
    }

    // Between two points of the bound on the straight line; NaN beyond the last.
    static double Bound(LevelEvaluation levels, double richness)
    {
        for (var end = 1; end < levels.BoundRichness.Length; end++)
        {
            var (low, high) = (levels.BoundRichness[end - 1], levels.BoundRichness[end]);
            if (richness < low || richness > high) continue;
            return levels.BoundHierarchy[end - 1] + ((richness - low) / (high - low) * (levels.BoundHierarchy[end] - levels.BoundHierarchy[end - 1]));
        }

        return double.NaN;
    }
}
