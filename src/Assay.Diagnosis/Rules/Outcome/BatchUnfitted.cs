using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A new model of the same kind, trained by the same recipe, cannot learn even one batch by heart.</summary>
static class BatchUnfitted
{
    const double LargestShare = 0.1, Smallest = 1e-6;

    public static Rule Rule { get; } = new("batch-unfitted", "The recipe cannot fit even one batch.", Severity.Warning, Look)
    {
        Causes =
        [
            Causes.RateTooLow, Causes.GradientHandling, Causes.RateTooHigh, Causes.Activation, Causes.Initialisation, Causes.Clipping, Causes.Regularisation,
            Causes.InputScale, Causes.LossFunction, Causes.Capacity,
        ],
    };

    static Symptom? Look(Trace trace)
    {
        var batch = trace.Vital(Vitals.OneBatch);
        if (double.IsNaN(batch)) return null;
        var strength = Strengths.Decades(Math.Max(batch, Smallest), LargestShare);
        // A recipe that leaves less of all data than of one batch was stopped too early on the batch.
        if (trace.Trivial > 0 && double.IsFinite(trace.Reached)) strength = Math.Min(strength, Strengths.Decades(Math.Max(trace.Reached, 0), LargestShare * trace.Trivial));
        return Said.Of(strength,
            () => $"After many steps on one batch {Said.Percent(batch)} of its trivial loss are left; validation of the whole training is {Said.N(trace.Reached)}.", null,
            new Alternative("The model is too small for a single batch.", double.IsFinite(trace.Vital(Vitals.Wider)) ? $"With everything doubled in width validation is {Said.N(trace.Vital(Vitals.Wider))}." : "Double the width: see capacity-limit."),
            new Alternative("Equal inputs in the batch have different targets.", "Take another batch, or one example: it can always be fitted."));
    }
}
