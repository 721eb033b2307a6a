using Assay.Runs;
using Assay.Statistics;

namespace Assay.Diagnosis;

/// <summary>The difference between the best two configurations needs more seeds than they were trained with.</summary>
static class TooFewSeeds
{
    public static ComparisonAudit Audit { get; } = new("too-few-seeds", "There are too few seeds for the difference that is seen.", Severity.Warning, Look);

    static Symptom? Look(IReadOnlyList<Trace> runs)
    {
        var ranked = Configuration.Of(runs).Select(one => (one.Label, Scores: one.Runs.Select(run => (run.Key, Score: Measured.Judged(run.Value))).Where(run => double.IsFinite(run.Score)).ToDictionary(run => run.Key, run => run.Score)))
            .Where(one => one.Scores.Count >= 2).OrderBy(one => one.Scores.Values.Average()).ToList();
        if (ranked.Count < 2) return null;
        var (best, second) = (ranked[0], ranked[1]);
        double[] differences = [.. second.Scores.Where(run => best.Scores.ContainsKey(run.Key)).Select(run => run.Value - best.Scores[run.Key])];
        if (differences.Length < 2) return null;
        var (mean, deviation) = (differences.Average(), StudentInterval.Deviation(differences));
        if (mean == 0 && deviation == 0) return null;
        var needed = StudentPower.Pairs(mean, deviation);
        return Said.Of(Strengths.Decades(needed ?? StudentPower.MostPairs, differences.Length),
            () => $"{best.Label} is ahead of {second.Label} by {Said.N(mean)} on average over {differences.Length} shared seeds, with a deviation of {Said.N(deviation)}. "
                + $"To show such a difference four times out of five takes {(needed is { } pairs ? $"{pairs:N0}" : $"more than {StudentPower.MostPairs:N0}")}.", null,
            new Alternative("The difference is larger than it looks here.", "Further seeds of these two alone will tell, and are cheaper than further configurations."));
    }
}
