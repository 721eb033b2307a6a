using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Runs with the same seed differ in one setting, and their training losses agree to the last bit; where no losses were logged, every metric does.</summary>
static class NoEffectSetting
{
    // What a clock measures differs between any two runs.
    static readonly string[] Timed = ["rate/", "latency", "seconds"];

    // Probes of the data are the same for every model.
    const string Probe = "probe/";

    public static ComparisonAudit Audit { get; } = new("no-effect-setting", "A setting that is varied has no effect on training at all.", Severity.Error, Look);

    static Symptom? Look(IReadOnlyList<Trace> runs)
    {
        var pairs = new Dictionary<string, (int Equal, int All)>();
        var names = runs.SelectMany(run => run.Record.Settings.Keys).Distinct().ToList();
        foreach (var same in runs.GroupBy(run => (run.Record.Study, Configuration.Seed(run))))
        {
            var members = same.ToList();
            for (var i = 1; i < members.Count; i++)
                for (var j = 0; j < i; j++)
                {
                    var different = names.Where(name => Configuration.Value(members[i], name) != Configuration.Value(members[j], name)).Take(2).ToList();
                    if (different.Count != 1 || (members[i].Training.Count == 0 && Names(members[i].Record.Metrics).Count == 0)) continue;
                    var (equal, all) = pairs.GetValueOrDefault(different[0]);
                    pairs[different[0]] = (equal + (Equal(members[i], members[j]) ? 1 : 0), all + 1);
                }
        }

        if (pairs.Count == 0) return null;
        var without = pairs.Where(pair => pair.Value.Equal == pair.Value.All).ToList();
        return Said.Of(Said.Count(without.Count),
            () => string.Join("; ", without.Select(pair => $"{pair.Key}: {pair.Value.All} {(pair.Value.All == 1 ? "pair" : "pairs")} of runs with equal seeds differ in it alone, and every training loss is equal to the last bit")) + ".", null,
            new Alternative("The setting acts only together with another one.", "Find where it is read; vary it where the other one is on.")) is not { } symptom ? null
            : symptom with { Where = without.Count > 0 ? string.Join(", ", without.Select(pair => pair.Key)) : null };
    }

    // A metric may be measured with the setting, as a distance with a curvature is, though no weight has felt it.
    static bool Equal(Trace a, Trace b) => a.Training.Count > 0 && b.Training.Count > 0
        ? a.Training.Values.SequenceEqual(b.Training.Values) && a.Training.Steps.SequenceEqual(b.Training.Steps)
        : Equal(a.Record, b.Record);

    static bool Equal(RunRecord a, RunRecord b) => Equal(a.Metrics, b.Metrics) && Equal(a.Best, b.Best);

    static bool Equal(Dictionary<string, double> a, Dictionary<string, double> b)
    {
        var names = Names(a);
        return names.Count == Names(b).Count && names.TrueForAll(name => b.TryGetValue(name, out var other) && a[name].Equals(other));
    }

    static List<string> Names(Dictionary<string, double> metrics) => [.. metrics.Keys.Where(name =>
        !name.StartsWith(Probe, StringComparison.Ordinal) && !Array.Exists(Timed, timed => name.Contains(timed, StringComparison.Ordinal)))];
}
