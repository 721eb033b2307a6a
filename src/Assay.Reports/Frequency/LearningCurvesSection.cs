namespace Assay.Reports;

/// <summary>The online loss and the frozen errors against epochs, with the baselines as lines.</summary>
static class LearningCurvesSection
{
    // From these ratios of frozen error to online loss on, the online loss promises more than the weights hold:
    // for a model that is no better than zero, and for one that is.
    const double Tracking = 1.1;
    const double Ahead = 1.5;

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
        if (CompareOnline(run) is { } comparison) document.Paragraph(comparison);
        var absent = metrics.Where(m => run.Curve(m.Name, "") is null).Select(m => m.Words).ToList();
        if (absent.Count > 0) Missing.Write(document, $"The run's events hold no values of: {string.Join(", ", absent)}.");
    }

    /// <summary>What the distance between the online loss and the frozen error on the same rows says; null where one is missing.</summary>
    static string? CompareOnline(ReportedRun run)
    {
        var metrics = run.Record.Metrics;
        if (!metrics.TryGetValue("online/loss", out var online) || !metrics.TryGetValue("train/mse", out var frozen)) return null;
        var ratio = frozen / online;
        if (!double.IsFinite(ratio)) return null;
        var numbers = $"On the training rows the frozen error is {Numbers.Format(frozen)} and the last online loss {Numbers.Format(online)}, a ratio of {Numbers.Ratio(ratio)}.";
        if (frozen >= ReportedRun.NothingLearned * run.Zero("train/mse") && ratio >= Tracking)
            return $"{numbers} The frozen weights are no better than predicting zero: what the online loss shows is the updates following the target "
                + "from row to row. That is tracking, not learning.";
        return ratio >= Ahead
            ? $"{numbers} Part of what the online loss shows is the updates following the target from row to row; the weights do not keep it."
            : $"{numbers} What the online loss shows, the frozen weights know.";
    }
}
