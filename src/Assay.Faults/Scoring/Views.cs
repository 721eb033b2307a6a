using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Faults;

/// <summary>Makes what the doctor is shown.</summary>
static class Views
{
    // What can be measured before the first update.
    static readonly HashSet<string> Known =
    [
        Vitals.Trivial, Vitals.Linear, Vitals.Neighbour, Vitals.Components, Vitals.TwiceComponents, Vitals.Examples, Vitals.InputScale, Vitals.SharedRows,
        Vitals.LabelNoise, Vitals.ValidLabelNoise, Vitals.TargetInInput, Vitals.BuiltParameters,
    ];

    /// <summary>A training as it was logged: what can be known beforehand, and no probe.</summary>
    public static Trace Logged(Trace trace)
    {
        var made = new Trace(trace.Record) { PlannedSteps = trace.PlannedSteps, Status = trace.Status };
        foreach (var name in trace.Names)
        {
            if ((name.StartsWith("probe/", StringComparison.Ordinal) && !Known.Contains(name)) || name.StartsWith("activation/", StringComparison.Ordinal)) continue;
            var curve = trace.Curve(name);
            for (var i = 0; i < curve.Count; i++) made.Add((long)curve.Steps[i], name, curve.Values[i]);
        }
        return made;
    }

    /// <summary>Its beginning, as it was logged until then.</summary>
    public static Trace Beginning(Trace trace, double share) => Logged(trace).Until(share * trace.PlannedSteps, Known);
}
