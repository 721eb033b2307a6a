using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// Which root causes a trace could show at all. Trees that were taught where everything was measured would name a cause by what is missing; a
/// cause whose own fact was not measured, or is ruled out, is not named.
/// </summary>
static class CauseEvidence
{
    const double LeastTold = 0.5;

    /// <summary>Whether what this cause is seen by was measured and does not rule it out.</summary>
    public static bool Allows(Trace trace, string cause) => cause switch
    {
        Causes.SplitLeak => trace.Vital(Vitals.SharedRows) > 0,
        Causes.Leak => trace.Vital(Vitals.TargetInInput) > LeastTold,
        Causes.Checkpoint => Measured(trace, Vitals.Reloaded),
        Causes.InputScale => Measured(trace, Vitals.InputScale),
        Causes.TooLittleData => Measured(trace, Vitals.Examples),
        Causes.Curvature => Measured(trace, Vitals.AtBoundary),
        Causes.Prior => Measured(trace, Vitals.LatentDivergence) || Measured(trace, Vitals.ActiveUnits) || !double.IsNaN(trace.Setting("kl.weight")),
        Causes.Dropout => !(trace.Setting("dropout") == 0) || Measured(trace, Vitals.Repeated),
        Causes.Regularisation => !(trace.Setting("decay") == 0),
        _ => true,
    };

    static bool Measured(Trace trace, string vital) => !double.IsNaN(trace.Vital(vital));
}
