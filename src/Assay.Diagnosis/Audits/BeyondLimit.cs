using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A squared error below that of the best possible predictor, which some studies know.</summary>
static class BeyondLimit
{
    const string Metric = "test/mse";

    // Held-out data are a sample: the limit itself has some luck on them.
    const double Luck = 0.995;

    public static Rule Rule { get; } = new("beyond-limit", "The model is better than is possible: something leaks.", Severity.Error, Look) { Causes = [Causes.Leak, Causes.SplitLeak] };

    static Symptom? Look(Trace trace)
    {
        var own = CodeUnits.Recorded(trace, Metric);
        var limits = trace.Record.Baselines.Where(baseline => baseline.Key.Contains("limit", StringComparison.OrdinalIgnoreCase) && baseline.Value.ContainsKey(Metric)).Select(baseline => (Value: baseline.Value[Metric], baseline.Key)).ToList();
        if (!(own > 0) || limits.Count == 0) return null;
        var (limit, name) = limits.Min();
        return Said.Of(Strengths.Decades(Luck * limit, own), () => $"Squared error {own:G4}; {name}, which no predictor can beat, has {limit:G4}.", null,
            new Alternative("The limit was computed for other data or a shorter past.", "Score both on the same held-out documents with the same context."));
    }
}
