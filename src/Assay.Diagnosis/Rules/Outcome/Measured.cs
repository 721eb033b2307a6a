using Assay.Runs;
using Assay.Statistics;

namespace Assay.Diagnosis;

/// <summary>
/// Scores of a model and of what it is held against, both on the same data and as distances from perfect: from <see cref="Vitals"/>, or
/// from the baselines and ablations of the record where a study has its own.
/// </summary>
static class Measured
{
    /// <summary>The judged metric of the record as a distance: at the best checkpoint where it was scored there, else the final one; NaN where unknown.</summary>
    public static double Judged(Trace trace)
    {
        if (trace.Judged is not { } judged) return double.NaN;
        var record = trace.Record;
        return record.Best.TryGetValue(judged.Name, out var value) || record.Metrics.TryGetValue(judged.Name, out value) ? judged.Distance(value) : double.NaN;
    }

    /// <summary>The model as it is and with something taken away; null where nobody measured it.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="vital">Name of the vital.</param>
    /// <param name="names">Names of ablations of the record that stand for it.</param>
    public static (double Intact, double Changed)? Ablation(Trace trace, string vital, params ReadOnlySpan<string> names)
    {
        if (Pair(trace.Reached, trace.Vital(vital)) is { } measured) return measured;
        if (trace.Judged is not { } judged) return null;
        var ablations = trace.Record.Ablations;
        var intact = ablations.GetValueOrDefault("none") is { } none && none.TryGetValue(judged.Name, out var same) ? judged.Distance(same) : Judged(trace);
        foreach (var name in names)
            if (ablations.GetValueOrDefault(name) is { } scores && scores.TryGetValue(judged.Name, out var changed) && Pair(intact, judged.Distance(changed)) is { } found)
                return found;
        return null;
    }

    /// <summary>The model and a baseline, the best of those that fit; null where nobody measured one.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="vital">Name of the vital.</param>
    /// <param name="words">What the names of baselines of the record contain that stand for it.</param>
    public static (double Own, double Other, string Name)? Baseline(Trace trace, string vital, params string[] words)
    {
        if (Pair(trace.Reached, trace.Vital(vital)) is { } measured) return (measured.Item1, measured.Item2, vital);
        if (trace.Judged is not { } judged) return null;
        var own = Judged(trace);
        var others = trace.Record.Baselines
            .Where(baseline => words.Any(word => baseline.Key.Contains(word, StringComparison.OrdinalIgnoreCase)) && baseline.Value.ContainsKey(judged.Name))
            .Select(baseline => (Distance: judged.Distance(baseline.Value[judged.Name]), baseline.Key)).Where(other => double.IsFinite(other.Distance)).ToList();
        if (others.Count == 0 || !double.IsFinite(own)) return null;
        var (distance, name) = others.Min();
        return (own, distance, name);
    }

    /// <summary>
    /// The loss on training data with frozen weights, in the units of the loss of updates: null where the record's metric is none, so that
    /// the two cannot be compared.
    /// </summary>
    public static Curve? FrozenLoss(Trace trace)
    {
        var comparable = trace.Curve(Vitals.Frozen).Count > 0 || trace.Judged is { Perfect: 0 } judged && judged.Name.EndsWith("/mse", StringComparison.Ordinal);
        return comparable && trace.Frozen.Count > 0 ? trace.Frozen : null;
    }

    /// <summary>Share of a first distance that is gone at a second one, between -1 and 1; NaN where it cannot be told.</summary>
    public static double Gain(double from, double to) => from > 0 && double.IsFinite(to) ? Math.Clamp(1 - to / from, -1, 1) : double.NaN;

    /// <summary>
    /// By how many standard errors the model is worse than a baseline of its record, over held-out items in pairs; NaN where the run has
    /// no scores of items or fewer than 5.
    /// </summary>
    public static double Excess(Trace trace, string baseline)
    {
        const int Fewest = 5;
        if (trace.Items is not { } items || trace.Judged is not { } judged || !items.Metrics.TryGetValue(judged.Name, out var own)
            || !items.Baselines.TryGetValue(baseline, out var scores) || !scores.TryGetValue(judged.Name, out var other)) return double.NaN;
        double[] differences = [.. own.Zip(other, (mine, theirs) => judged.Distance(mine) - judged.Distance(theirs)).Where(double.IsFinite)];
        if (differences.Length < Fewest) return double.NaN;
        var error = StudentInterval.Deviation(differences) / Math.Sqrt(differences.Length);
        return error > 0 ? differences.Average() / error : double.NaN;
    }

    static (double, double)? Pair(double intact, double changed) => double.IsFinite(intact) && double.IsFinite(changed) ? (intact, changed) : null;
}
