namespace Assay.Reports;

/// <summary>Loss, coverage, hierarchy and richness against epochs, from before training on.</summary>
static class TernaryCurvesSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Learning curves");
        List<ReferenceLine> levels = [new("ceiling", TernaryMetrics.Ceiling)];
        if (run.Record.Baselines.TryGetValue(TernaryMetrics.OneSplit, out var split) && split.TryGetValue(TernaryMetrics.Hierarchy, out var apart)) levels.Add(new("level 0 apart", apart));
        var charts = new List<(string, Chart)>();
        Add("train-loss", "Training loss", "loss", log: true, [], ("train/loss", "loss"));
        var coverage = run.Events.Select(one => one[TernaryMetrics.Coverage]).OfType<double>().Append(TernaryMetrics.Of(run, TernaryMetrics.Start + TernaryMetrics.Coverage)).Where(double.IsFinite).Distinct().ToList();
        if (coverage.Count > 1) Add("coverage", "Coverage", "share of the operations", log: false, [], (TernaryMetrics.Coverage, "coverage"));
        Add("hierarchy-curve", "Hierarchy", "hierarchy", log: false, levels, (TernaryMetrics.Hierarchy, "code A"), (TernaryMetrics.Hierarchy + TernaryMetrics.B, "code B"));
        Add("richness-curve", "Richness", "richness", log: true, [], (TernaryMetrics.Richness, "code A"), (TernaryMetrics.Richness + TernaryMetrics.B, "code B"));
        if (charts.Count > 0)
        {
            var drawn = run.Record.Settings.GetValueOrDefault("evaluate") as string == "drawn";
            document.Figure("Over all operations, epoch 0 before the first update. "
                + (drawn ? "These values are of codes drawn at random around their means (evaluate=drawn), so they differ from those of the tables above." : "These values are of the codes' means.")
                + (coverage.Count == 1 ? $" The coverage was {TernaryMetrics.Percent(coverage[0])} throughout." : ""), charts);
        }
        string[] absent = [.. new[] { "train/loss", TernaryMetrics.Coverage, TernaryMetrics.Hierarchy, TernaryMetrics.Richness }.Where(metric => run.Curve(metric, "") is null)];
        if (absent.Length > 0) Missing.Write(document, $"The run's events hold no values of: {string.Join(", ", absent)}.");

        void Add(string name, string title, string unit, bool log, IReadOnlyList<ReferenceLine> references, params IEnumerable<(string Metric, string Words)> metrics)
        {
            var curves = metrics.Select(metric => Curve(run, metric.Metric, metric.Words)).OfType<ChartSeries>().ToList();
            if (curves.Count > 0)
                charts.Add((name, new LineChart { Title = title, XTitle = "epoch", YTitle = unit, Series = curves, LogY = log, References = references, Width = 440, PlotHeight = 220 }));
        }
    }

    // With the value before training in front, where that was measured.
    static ChartSeries? Curve(ReportedRun run, string metric, string words)
    {
        if (run.Curve(metric, words) is not { } curve) return null;
        var start = TernaryMetrics.Of(run, TernaryMetrics.Start + metric);
        return double.IsFinite(start) ? new ChartSeries(words, [0, .. curve.X], [start, .. curve.Y]) : curve;
    }
}
