using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Runs are compared that were scored on different data: by the words of their splits, or by baselines that learn nothing and differ all the same.</summary>
static class UnequalData
{
    const double Rounding = 1e-6;

    public static ComparisonAudit Audit { get; } = new("unequal-data", "The runs that are compared were scored on different data.", Severity.Error, Look);

    static Symptom? Look(IReadOnlyList<Trace> runs)
    {
        if (runs.Count < 2) return null;
        var problems = Metrics(runs).Concat(Splits(runs)).Concat(Baselines(runs)).ToList();
        var comparable = runs.Count(run => run.Record.Splits.Count > 0 || run.Record.Baselines.Count > 0);
        return comparable < 2 && problems.Count == 0 ? null : Said.Of(Said.Count(problems.Count), () => string.Join(" ", problems.Take(4)), null,
            new Alternative("The data differ on purpose, because they are what is compared.", "Then score all runs on one common held-out set."));
    }

    static IEnumerable<string> Metrics(IReadOnlyList<Trace> runs)
    {
        var judged = runs.Select(run => run.Judged?.Name).OfType<string>().Distinct().ToList();
        if (judged.Count > 1) yield return $"They are judged by different metrics: {string.Join(", ", judged)}.";
    }

    // Training data may well be what is compared; what scores must be the same.
    static IEnumerable<string> Splits(IReadOnlyList<Trace> runs)
    {
        foreach (var split in new[] { "valid", "test" })
        {
            var texts = runs.Select(run => run.Record.Splits.GetValueOrDefault(split)).OfType<string>().Distinct().ToList();
            if (texts.Count > 1) yield return $"{texts.Count} different {split} sets: {string.Join(" | ", texts.Take(3))}.";
        }
    }

    static IEnumerable<string> Baselines(IReadOnlyList<Trace> runs)
    {
        foreach (var name in Trace.Constants)
        {
            var scores = runs.Where(run => run.Judged is not null).Select(run => run.Record.Baselines.GetValueOrDefault(name)?.GetValueOrDefault(run.Judged!.Name, double.NaN) ?? double.NaN).Where(double.IsFinite).ToList();
            if (scores.Count > 1 && scores.Max() - scores.Min() > Rounding * Math.Max(Math.Abs(scores.Max()), 1e-12))
                yield return $"The baseline '{name}', which learns nothing, has from {scores.Min():G6} to {scores.Max():G6}.";
        }
    }
}
