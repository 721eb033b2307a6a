namespace Assay.Diagnosis;

/// <summary>Baselines that were not scored where the model was: another split, or another metric.</summary>
static class BaselineOnOtherData
{
    public static Rule Rule { get; } = new("baseline-on-other-data", "The baseline was measured on other data than the model.", Runs.Severity.Error, Look) { Exact = true };

    static Symptom? Look(Trace trace)
    {
        var baselines = trace.Record.Baselines;
        if (trace.Judged is not { } judged || baselines.Count == 0) return null;
        var slash = judged.Name.IndexOf('/', StringComparison.Ordinal);
        var metric = slash < 0 ? "" : judged.Name[slash..];
        // One that lacks the metric on any split was never meant to be compared by it, as long as another one was.
        var elsewhere = baselines.Where(baseline => !baseline.Value.ContainsKey(judged.Name) && metric != "" && baseline.Value.Keys.Any(name => name.EndsWith(metric, StringComparison.Ordinal)
            && name.IndexOf('/', StringComparison.Ordinal) == name.Length - metric.Length)).Select(baseline => baseline.Key).ToList();
        var none = !baselines.Values.Any(scores => scores.ContainsKey(judged.Name));
        return Said.Of(Said.Count(none ? baselines.Count : elsewhere.Count),
            () => none ? $"The run is judged by {judged.Name}, which none of its {baselines.Count} baselines has: {string.Join(", ", baselines.Keys)}."
                : $"The run is judged by {judged.Name}; {string.Join(", ", elsewhere)} has {string.Join(", ", baselines[elsewhere[0]].Keys.Where(name => name.EndsWith(metric, StringComparison.Ordinal)))} instead.");
    }
}
