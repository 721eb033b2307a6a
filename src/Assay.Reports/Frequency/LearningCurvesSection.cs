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
        if (run.Curve("online/loss", "") is null && run.Curve("train/loss", FrequencyMetrics.Words("train/loss")) is { } loss)
            curves.Insert(0, loss);
        if (curves.Count > 0)
        {
            var baselines = run.Record.Baselines
                .Where(b => b.Value.ContainsKey(ReportedRun.Judged))
                .Select(b => new ReferenceLine(b.Key, b.Value[ReportedRun.Judged]))
                .ToLookup(b => IsNear(b.Value, curves));
            var far = string.Join(", ", baselines[false].Select(b => $"{b.Name} {Numbers.Format(b.Value)}"));
            document.Figure("Mean squared error, logarithmic. Dashed lines: what the baselines score on the test set."
                + (far.Length > 0 ? $" Too far off to draw: {far}." : ""),
                ("learning-curves", new LineChart
                {
                    Title = "Online loss and frozen error",
                    XTitle = "epoch",
                    YTitle = "mean squared error",
                    LogY = true,
                    Series = curves,
                    References = [.. baselines[true]],
                    PlotHeight = 340,
                }));
        }
        if (CompareOnline(run) is { } comparison) document.Paragraph(comparison);
        var absent = metrics.Where(m => run.Curve(m.Name, "") is null).Select(m => m.Words).ToList();
        if (absent.Count > 0) Missing.Write(document, $"The run's events hold no values of: {string.Join(", ", absent)}.");
    }

    /// <summary>Whether a line at this value leaves the curves room: less than ten times off their lowest and highest value.</summary>
    static bool IsNear(double value, List<ChartSeries> curves)
    {
        var values = curves.SelectMany(c => c.Y).Where(y => double.IsFinite(y) && y > 0).ToList();
        return values.Count == 0 || (value > values.Min() / 10 && value < values.Max() * 10);
    }

    /// <summary>What the distance between the online loss and the frozen error on the same rows says; null where one is missing.</summary>
    static string? CompareOnline(ReportedRun run)
    {
        var metrics = run.Record.Metrics;
        if (!metrics.TryGetValue("online/loss", out var online) || !metrics.TryGetValue("train/mse", out var frozen)) return null;
        var ratio = frozen / online;
        if (!double.IsFinite(ratio)) return null;
        var numbers = $"On the training rows the frozen error is {Numbers.Format(frozen)} and the last online loss "
            + $"{Numbers.Format(online)}, a ratio of {Numbers.Ratio(ratio)}.";
        var zero = double.IsNaN(run.Zero("train/mse")) ? run.Zero(ReportedRun.Judged) : run.Zero("train/mse");
        if (double.IsNaN(zero)) return $"{numbers} Without a zero baseline it is open whether that is learning.";
        if (frozen >= ReportedRun.NothingLearned * zero)
            return $"{numbers} The frozen weights are no better than predicting zero"
                + (ratio >= Tracking
                    ? ": what the online loss shows is the updates following the target from row to row. That is tracking, not learning."
                    : ", and the online loss does not claim otherwise.");
        return ratio >= Ahead
            ? $"{numbers} Part of what the online loss shows is the updates following the target; the weights do not keep it."
            : $"{numbers} What the online loss shows, the frozen weights know.";
    }
}
