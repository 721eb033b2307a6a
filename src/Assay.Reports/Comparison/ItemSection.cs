using Assay.Statistics;

namespace Assay.Reports;

/// <summary>Item by item: means, differences to the first and to the baselines, and what of it is beyond doubt.</summary>
static class ItemSection
{
    const int BaselineMetrics = 4;

    /// <summary>Writes the section.</summary>
    /// <param name="document">Where to.</param>
    /// <param name="items">What is compared.</param>
    /// <param name="judged">The metric that judges.</param>
    /// <param name="baselines">Whether differences to baselines belong here; not where another section has them.</param>
    public static void Write(Document document, ItemComparison items, string judged, bool baselines = true)
    {
        if (items.Labels.Count == 0) return;
        document.Heading($"By {items.Unit}");
        foreach (var note in items.Notes) document.Paragraph(note);
        if (items.Shared.Count == 0)
        {
            Missing.Write(document, $"No {items.Split} {items.Unit} is held out by all, so nothing can be compared in pairs.");
            return;
        }

        document.Paragraph($"Intervals: 95 %, bootstrap over {items.Unit}s in pairs. {Estimate.Star}.");
        var (sides, first) = (Enumerable.Range(0, items.Labels.Count).ToList(), items.Labels[0]);
        document.Table([new Column("Metric"), .. sides.SelectMany(side => side == 0
                ? [Column.Number(items.Labels[0])]
                : new[] { Column.Number(items.Labels[side]), Column.Number($"less {first}") })],
            [.. items.Metrics.Select(metric => (IReadOnlyList<string>)[metric, .. sides.SelectMany(side => side == 0
                ? [Mean(items.Mean(metric, 0))]
                : new[] { Mean(items.Mean(metric, side)), Difference(items.Difference(metric, side)) })])]);
        if (sides.Count > 1) document.List(items.Words());
        if (baselines) WriteBaselines(document, items, judged);
        WriteChart(document, items, judged, baselines);
    }

    static void WriteBaselines(Document document, ItemComparison items, string judged)
    {
        var metrics = items.Metrics.OrderByDescending(metric => metric == judged).Take(BaselineMetrics).ToList();
        var rows = Enumerable.Range(0, items.Labels.Count).SelectMany(side => items.Baselines(side).Select(baseline =>
            (IReadOnlyList<string>)[items.Labels[side], baseline, .. metrics.Select(metric => Difference(items.Difference(metric, side, baseline)))])).ToList();
        if (rows.Count == 0) return;
        document.Heading("Less each baseline", 3);
        document.Table([new Column("Run"), new Column("Baseline"), .. metrics.Select(Column.Number)], rows);
    }

    static void WriteChart(Document document, ItemComparison items, string judged, bool baselines)
    {
        if (!items.Metrics.Contains(judged)) return;
        var (between, bars) = (new List<Bar>(), new List<Bar>());
        for (var side = 1; side < items.Labels.Count; side++)
            if (items.Difference(judged, side) is { } difference) between.Add(Bar(items.Labels[side], difference, 0));
        if (between.Count > 0)
            document.Figure("", ("by-item", new BarChart { Title = $"{judged} less that of {items.Labels[0]}, by {items.Unit}", ValueTitle = $"difference in {judged}", Bars = between }));
        for (var side = 0; baselines && side < items.Labels.Count; side++)
            foreach (var baseline in items.Baselines(side))
                if (items.Difference(judged, side, baseline) is { } difference) bars.Add(Bar($"{items.Labels[side]} less {baseline}", difference, 2));
        if (bars.Count > 0)
            document.Figure("", ("by-item-baselines", new BarChart { Title = $"{judged} less that of each baseline, by {items.Unit}", ValueTitle = $"difference in {judged}", Bars = bars }));
    }

    static Bar Bar(string label, Interval interval, int colour) => new(label, interval.Value, colour)
    {
        Limits = double.IsFinite(interval.Low) && double.IsFinite(interval.High) ? (interval.Low, interval.High) : null,
    };

    static string Mean(Interval? interval) => interval is { } value ? Estimate.Text(value) : "–";

    static string Difference(Interval? interval) => interval is { } value ? Estimate.Difference(value) : "–";
}
