using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Most values of a layer or a gate lie where its function is flat, so that no gradient passes.</summary>
static class SaturatedUnits
{
    public static Rule Rule { get; } = new("saturated-units", "Units or gates are pinned to the ends of their range.", Severity.Warning, Look)
    {
        Causes = [Causes.Initialisation, Causes.InputScale, Causes.Activation, Causes.RateTooHigh],
        Live = true,
    };

    static Symptom? Look(Trace trace) => UnitShares.Look(
        trace, "/saturated", "values at the flat ends of the activation",
        new Alternative("A gate is meant to be pinned, as a forget gate that keeps everything.", "Keep what it keeps and reset the state: where the loss does not change, the gate does nothing useful."));
}
