using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>The judged metric against a second one: every training, those that nothing beats in both, and what is possible at all.</summary>
static class TradeOffSection
{
    const int Rows = 30;

    public static void Write(Document document, SweepResults results)
    {
        if (results.Plan.Against is not { } against) return;
        document.Heading($"{results.Plan.Metric} against {against.Metric}");
        var points = Points(results, against);
        if (points.Count == 0)
        {
            Missing.Write(document, $"No training that finished has {against.Metric}.");
            return;
        }

        var front = points.Where(point => !points.Any(other => Beats(results.Plan, against, other, point))).OrderBy(point => point.Second).ToList();
        var limit = Limit(against, points);
        document.Figure(
            $"Dots are trainings; the {front.Count} large ones are those that no other beats in both (Pareto front; {(results.Plan.Goal == Goal.Minimize ? "less" : "more")} {results.Plan.Metric} and {(against.Goal == Goal.Minimize ? "less" : "more")} {against.Metric} is better)."
                + (against.Bound.Count > 0 ? " Beyond the limit nothing can be." : ""),
            [("trade-off", new LineChart
            {
                Title = $"{results.Plan.Metric} against {against.Metric}", XTitle = against.Metric, YTitle = results.Plan.Metric, PlotHeight = 360,
                Series =
                [
                    .. limit.Count > 1 ? [new ChartSeries("limit", [.. limit.Select(point => point.Value)], [.. limit.Select(point => point.Judged)])] : Array.Empty<ChartSeries>(),
                    new ChartSeries("trainings", [.. points.Select(point => point.Second)], [.. points.Select(point => point.Judged)]) { Mark = SeriesMark.Dots },
                    new ChartSeries("front", [.. front.Select(point => point.Second)], [.. front.Select(point => point.Judged)]) { Mark = SeriesMark.Spots },
                ],
            })]);
        document.Table(
            [new Column("Front"), Column.Number("Seed"), Column.Number(against.Metric), Column.Number(results.Plan.Metric), .. against.Bound.Count > 0 ? [Column.Number("Possible"), Column.Number("Missing")] : Array.Empty<Column>()],
            [.. front.Take(Rows).Select(point => (IReadOnlyList<string>)[point.Name, $"{point.Seed}", Numbers.Format(point.Second), Digits(point.Judged),
                .. against.Bound.Count > 0 ? [Digits(Limit(against, point.Second)), Digits(Math.Abs(point.Judged - Limit(against, point.Second)))] : Array.Empty<string>()])]);
    }

    static List<Point> Points(SweepResults results, TradeOff against) =>
    [
        .. from trial in results.Trials
           from run in trial.Replicates
           where run.State == TrialState.Finished
           let second = run.Metrics.GetValueOrDefault(against.Metric, double.NaN)
           where double.IsFinite(second) && double.IsFinite(run.Value)
           select new Point(trial.Name ?? $"trial {trial.Number}", run.Seed, second, run.Value),
    ];

    static bool Beats(SweepPlan plan, TradeOff against, Point a, Point b)
    {
        var (judged, second) = (plan.Loss(a.Judged) - plan.Loss(b.Judged), (against.Goal == Goal.Minimize ? 1 : -1) * (a.Second - b.Second));
        return judged <= 0 && second <= 0 && (judged < 0 || second < 0);
    }

    // The bound over the values that the trainings have, and a little beyond.
    static List<(double Value, double Judged)> Limit(TradeOff against, List<Point> points)
    {
        var (low, high) = (points.Min(point => point.Second), points.Max(point => point.Second));
        (low, high) = (low - (0.2 * (high - low)), high + (0.2 * (high - low)));
        var edges = new[] { low, high }.Select(value => (Value: value, Judged: Limit(against, value))).Where(point => double.IsFinite(point.Judged));
        return [.. edges.Concat(against.Bound.Where(point => point.Value > low && point.Value < high)).OrderBy(point => point.Item1)];
    }

    // On the straight line between two points of the bound; NaN outside of it.
    static double Limit(TradeOff against, double value)
    {
        for (var end = 1; end < against.Bound.Count; end++)
        {
            var (low, high) = (against.Bound[end - 1], against.Bound[end]);
            if (value >= low.Value && value <= high.Value) return low.Judged + ((value - low.Value) / (high.Value - low.Value) * (high.Judged - low.Judged));
        }

        return double.NaN;
    }

    static string Digits(double value) => double.IsNaN(value) ? "–" : value.ToString("F5", System.Globalization.CultureInfo.InvariantCulture);

    sealed record Point(string Name, long Seed, double Second, double Judged);
}
