using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>What judges the run is hardly better than its trivial value on the same data.</summary>
static class NearTrivial
{
    const double SmallestSkill = 0.1, LeastSkill = 1e-3;

    public static Rule Rule { get; } = new("near-trivial", "The metric stands near its trivial value: it tells little about the model.", Severity.Warning, Look) { Causes = [Causes.Uninformative, Causes.LossFunction] };

    static Symptom? Look(Trace trace)
    {
        var own = Measured.Judged(trace);
        if (trace.Judged is not { } judged || !double.IsFinite(own)) return null;
        var others = trace.Record.Baselines.Where(baseline => baseline.Value.ContainsKey(judged.Name))
            .Select(baseline => (Distance: judged.Distance(baseline.Value[judged.Name]), Name: baseline.Key)).Where(other => double.IsFinite(other.Distance)).ToList();
        var constant = others.Where(other => Trace.Constants.Contains(other.Name)).ToList();
        var (trivial, name) = constant.Count > 0 ? constant.Max() : others.Count > 0 ? others.Max() : (trace.Vital(Vitals.Trivial), "the trivial predictor");
        return Said.Of(trivial > 0 ? Strengths.Decades(SmallestSkill, Math.Max(Measured.Gain(trivial, own), LeastSkill)) : double.NaN,
            () => $"By {judged.Name} the model is {Said.N(own)} from perfect and {name} {Said.N(trivial)}: {Said.Percent(Measured.Gain(trivial, own))} of the way.", null,
            new Alternative("The task is so hard that little can be gained.", "A limit of the task, or a better baseline, tells how much is left."),
            new Alternative("The metric is blind to what was learned.", "Compare by another one, such as around the mean or by retrieval."));
    }
}
