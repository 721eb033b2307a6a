namespace Assay.Reports;

/// <summary>Training loss, the validation windows' cosine and the learning rate against epochs.</summary>
static class NextVectorCurvesSection
{
    static readonly string[] Shown = [NextVectorMetrics.Average, NextVectorMetrics.Ridge, NextVectorMetrics.Limit];

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Learning curves");
        var charts = new List<(string, Chart)>();
        Add("train-loss", "Training loss", "loss", [], ("train/loss", "training loss"));
        Add("valid-cosine", "Cosine", "cosine", [.. References(run)], (NextVectorMetrics.Valid, "validation windows"), ("train/cosine", "training windows"));
        Add("valid-centred", "Cosine around the mean vector", "cosine", [], ("valid/cosine/centred", "validation windows"));
        Add("learning-rate", "Learning rate", "learning rate", [], ("lr", "learning rate"));
        if (charts.Count > 0) document.Figure("Validation documents choose the checkpoint. Dashed lines: what needs no network, and the limit.", charts);
        string[] absent = [.. new[] { "train/loss", NextVectorMetrics.Valid, "lr" }.Where(metric => run.Curve(metric, "") is null)];
        if (absent.Length > 0) Missing.Write(document, $"The run's events hold no values of: {string.Join(", ", absent)}.");

        void Add(string name, string title, string unit, IReadOnlyList<ReferenceLine> references, params IEnumerable<(string Metric, string Words)> metrics)
        {
            var curves = metrics.Select(metric => run.Curve(metric.Metric, metric.Words)).OfType<ChartSeries>().ToList();
            if (curves.Count > 0)
                charts.Add((name, new LineChart { Title = title, XTitle = "epoch", YTitle = unit, Series = curves, References = references, Width = 440, PlotHeight = 220 }));
        }
    }

    /// <summary>What baselines score on the validation windows, or on the held-out ones where only that is known.</summary>
    public static IEnumerable<ReferenceLine> References(ReportedRun run) =>
        from name in Shown
        let valid = NextVectorMetrics.Of(run, name, NextVectorMetrics.Valid)
        let value = double.IsFinite(valid) ? valid : NextVectorMetrics.Of(run, name, NextVectorMetrics.Cosine)
        where double.IsFinite(value)
        select new ReferenceLine(double.IsFinite(valid) ? name : $"{name}, test", value);
}
