namespace Assay.Reports;

/// <summary>The online loss and the frozen errors against epochs, with the baselines as lines.</summary>
static class LearningCurvesSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Learning curves");
        var metrics = FrequencyMetrics.Frozen.Prepend(FrequencyMetrics.Moving[0]).ToList();
        var curves = metrics.Select(m => run.Curve(m.Name, m.Words)).OfType<ChartSeries>().ToList();
        if (run.Curve("online/loss", "") is null && run.Curve("train/loss", FrequencyMetrics.Words("train/loss")) is { } loss) curves.Insert(0, loss);
        if (curves.Count > 0)
        {
            var baselines = run.Record.Baselines
                .Where(b => b.Value.ContainsKey(ReportedRun.Judged))
                .Select(b => new ReferenceLine(b.Key, b.Value[ReportedRun.Judged])).ToList();
            document.Figure("Mean squared error, logarithmic. Dashed lines: what the baselines score on the test set.",
                ("learning-curves", new LineChart
                {
                    Title = "Online loss and frozen error",
                    XTitle = "epoch",
                    YTitle = "mean squared error",
                    LogY = true,
                    Series = curves,
                    References = baselines,
                    PlotHeight = 340,
                }));
        }
        var absent = metrics.Where(m => run.Curve(m.Name, "") is null).Select(m => m.Words).ToList();
        if (absent.Count > 0) Missing.Write(document, $"The run's events hold no values of: {string.Join(", ", absent)}.");
    }
}
