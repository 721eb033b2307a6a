using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Parameters that no gradient reaches.</summary>
static class GradientlessParameters
{
    const double LargestShare = 0.01, Smallest = 1e-4;

    public static Rule Rule { get; } = new("gradientless-parameters", "No gradient reaches some of the parameters.", Severity.Error, Look) { Causes = [Causes.GradientHandling, Causes.Frozen, Causes.Activation, Causes.LossFunction], Exact = true, Live = true };

    static Symptom? Look(Trace trace)
    {
        var share = trace.Vital(Vitals.GradientlessShare);
        var without = AllZero.Of(trace, "grad/", "/norm", out var curves);
        if (double.IsNaN(share) && curves == 0) return null;
        var strength = curves == 0 ? -Strengths.Largest : Said.Count(without.Count);
        if (!double.IsNaN(share)) strength = Math.Max(strength, Strengths.Decades(Math.Max(share, Smallest), LargestShare));
        return Said.Of(strength,
            () => (double.IsNaN(share) ? "" : $"{Said.Percent(share)} of all trainable numbers have no gradient. ") + (without.Count == 0 ? "" : $"Gradients are exactly 0 all along for {without.Count} of {curves} parameters."), null,
            new Alternative("A weight of the loss is 0, so that it does not ask for them.", "Give it a small weight and look again; if that is meant, take the parameters out."),
            new Alternative("All units of a layer are dead.", "The rule about dead units says which.")) is not { } symptom ? null
            : symptom with { Where = AllZero.Named(without) };
    }
}
