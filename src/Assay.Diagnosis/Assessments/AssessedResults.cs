using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>What came out of a run beside what it must be held against.</summary>
static class AssessedResults
{
    public static IReadOnlyList<AssessedScore> Of(Trace trace)
    {
        var (record, scores) = (trace.Record, new List<AssessedScore>());
        var judged = record.Judged?.Name ?? "test/mse";
        var best = record.Best.TryGetValue(judged, out var atBest) ? atBest : double.NaN;
        if (record.Metrics.TryGetValue(judged, out var final)) scores.Add(new AssessedScore("model, final", judged, final));
        if (!double.IsNaN(best))
            scores.Add(new AssessedScore("model, best", judged, best, record.Best.TryGetValue("epoch", out var epoch) ? $"epoch {Digits.Count(epoch)}" : ""));
        var model = double.IsNaN(best) ? final : best;
        foreach (var (name, values) in record.Baselines.Where(baseline => baseline.Value.ContainsKey(judged)))
            scores.Add(new AssessedScore(name, judged, values[judged], Beside(record.Judged ?? new JudgedMetric(judged, 0), values[judged], model)));
        Line("validation", trace.Validation);
        Line("training, frozen weights", trace.Frozen);
        Line("training, before updates", trace.Training);
        foreach (var (vital, name) in new[] { (Vitals.Trivial, "trivial"), (Vitals.Linear, "linear"), (Vitals.Neighbour, "nearest neighbours") })
            if (double.IsFinite(trace.Vital(vital))) scores.Add(new AssessedScore(name, "validation", trace.Vital(vital), Ratio(trace.Vital(vital), trace.Reached)));
        return scores;

        void Line(string name, Curve curve)
        {
            var (at, least) = Least(curve);
            if (at < 0) return;
            scores.Add(new AssessedScore(name, "loss", curve.Last,
                $"{Digits.Of(curve.First)} at first, least {Digits.Of(least)} at {(trace.Record.Steps > 0 ? "update" : "step")} {Digits.Count(curve.Steps[at])}"));
        }
    }

    /// <summary>What the numbers show to be in order, in sentences.</summary>
    public static IReadOnlyList<string> Worked(Trace trace)
    {
        var worked = new List<string>();
        if (trace.Skill is > 0.05 and var skill) worked.Add($"The model removes {Digits.Percent(skill)} of the trivial predictor's error on validation data.");
        if (trace.Vital(Vitals.Linear) is var linear && trace.Reached < linear) worked.Add($"It is better than a linear model: {Digits.Of(trace.Reached)} against {Digits.Of(linear)}.");
        if (trace.Training is { Count: > 3 } training && training.Values.All(double.IsFinite)) worked.Add($"All {Digits.Count(training.Count)} logged training losses are finite.");
        if (!(trace.Skill <= 0.05) && trace.Frozen.Last is var frozen && trace.Online.Last is var online && frozen > 0 && frozen <= 1.1 * online)
            worked.Add($"Frozen weights know what the online loss shows: {Digits.Of(frozen)} against {Digits.Of(online)}.");
        if (trace.Curve("clip/rate") is { Count: > 0 } clipped && clipped.Tail(0.5) < 0.2) worked.Add($"Clipping is rare: {Digits.Percent(clipped.Tail(0.5))} of the updates in the second half.");
        return worked;
    }

    /// <summary>Where a curve is least, and its value there; -1 where no point is finite.</summary>
    public static (int At, double Value) Least(Curve curve)
    {
        var (at, least) = (-1, double.NaN);
        for (var i = 0; i < curve.Count; i++)
            if (double.IsFinite(curve.Values[i]) && !(curve.Values[i] >= least)) (at, least) = (i, curve.Values[i]);
        return (at, least);
    }

    static string Beside(JudgedMetric judged, double value, double model) => Ratio(judged.Distance(value), judged.Distance(model));

    static string Ratio(double value, double model) => model > 0 && double.IsFinite(value) ? $"{Digits.Of(value / model)}x the model's error" : "";
}
