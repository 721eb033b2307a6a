using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Parameters that should be trained and never move.</summary>
static class FrozenParameters
{
    const double LargestShare = 0.01, Smallest = 1e-4;

    public static Rule Rule { get; } = new("frozen-parameters", "Parameters that should be trained never move.", Severity.Error, Look) { Causes = [Causes.Frozen, Causes.GradientHandling], Exact = true, Live = true };

    static Symptom? Look(Trace trace)
    {
        var share = trace.Vital(Vitals.FrozenShare);
        var moved = CodeUnits.Recorded(trace, "parameters/moved");
        if (double.IsNaN(share) && !double.IsNaN(moved) && trace.Record.Parameters > 0) share = 1 - moved / trace.Record.Parameters;
        var still = AllZero.Of(trace, "update/", "/ratio", out var curves);
        if (double.IsNaN(share) && curves == 0) return null;
        var strength = curves == 0 ? -Strengths.Largest : Said.Count(still.Count);
        if (!double.IsNaN(share)) strength = Math.Max(strength, Strengths.Decades(Math.Max(share, Smallest), LargestShare));
        return Said.Of(strength,
            () => (double.IsNaN(share) ? "" : $"{Said.Percent(share)} of all trainable numbers never moved" + (double.IsNaN(moved) ? ". " : $": {moved:N0} of {trace.Record.Parameters:N0} did. "))
                + (still.Count == 0 ? "" : $"Updates are exactly 0 all along for {still.Count} of {curves} parameters."), null,
            new Alternative("They are frozen on purpose.", "Then the recipe should say so, and the parameters that train should be counted by themselves.")) is not { } symptom ? null
            : symptom with { Where = AllZero.Named(still) };
    }
}
