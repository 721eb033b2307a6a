using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>
/// Units that fire for no example of the probe set. A unit that is silent for many inputs but not for all is no dead one: counting
/// silent outputs is what makes published rules cry out on healthy rectifiers.
/// </summary>
static class DeadUnits
{
    public static Rule Rule { get; } = new("dead-units", "Units of a layer never fire.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooHigh, Causes.Activation, Causes.Initialisation, Causes.InputScale],
        Live = true,
    };

    static Symptom? Look(Trace trace) => UnitShares.Look(
        trace, "/dead", "units that fire for no example of the probe set",
        new Alternative("The layer is wider than it needs to be, and spare units fell silent.", "Compare with half the width: if that trains as well, the silent units were spare."));
}
