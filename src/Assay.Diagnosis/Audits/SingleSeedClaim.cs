using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Configurations are compared of which some were trained once.</summary>
static class SingleSeedClaim
{
    // Two seeds are the least that show a spread at all.
    const double Fewest = 2;

    public static ComparisonAudit Audit { get; } = new("single-seed-claim", "Configurations are compared with a single seed.", Severity.Warning, Look);

    static Symptom? Look(IReadOnlyList<Trace> runs)
    {
        var configurations = Configuration.Of(runs);
        if (configurations.Count < 2) return null;
        var once = configurations.Where(one => one.Runs.Count == 1).ToList();
        return Said.Of(Strengths.Decades(Fewest, configurations.Min(one => one.Runs.Count)),
            () => $"{once.Count} of {configurations.Count} configurations were trained once: {string.Join("; ", once.Take(3).Select(one => one.Label))}. Nobody knows how far two seeds of one of them lie apart.");
    }
}
