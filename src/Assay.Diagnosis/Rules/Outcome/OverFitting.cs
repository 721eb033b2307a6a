using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The validation loss rises while the training loss, with frozen weights, does not.</summary>
static class OverFitting
{
    const double LargestRatio = 1.25, SmallestShare = 0.02;

    public static Rule Rule { get; } = new("over-fitting", "The model over-fits: it still gets better on training data and worse on others.", Severity.Warning, Look)
    {
        Causes = [Causes.TooLittleData, Causes.Regularisation, Causes.Labels], Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        if (Peak.Of(trace.Validation) is not { } peak || trace.Frozen.Count == 0) return null;
        var frozen = Robust.Median(trace.Frozen.Values.TakeLast(Peak.Stretch));
        if (!double.IsFinite(frozen)) return null;
        var gap = Strengths.Decades(peak.Final, LargestRatio * Math.Max(frozen, 1e-12));
        // A ratio of two losses that are both next to nothing is no gap.
        var material = trace.Trivial > 0 ? Strengths.Decades(peak.Final - frozen, SmallestShare * trace.Trivial) : Strengths.Largest;
        return Said.Of(Math.Min(Math.Min(gap, material), peak.Strength),
            () => $"Validation was {Said.N(peak.Best)} around step {peak.Step:N0} and is {Said.N(peak.Final)} now, {Said.N(peak.Errors)} standard errors above it, {peak.Since} evaluations later; "
                + $"training data with frozen weights have {Said.N(frozen)}, {Said.N(peak.Final / frozen)} times less.",
            () => Said.Losses(trace),
            new Alternative("The validation data are harder than the training data.", "That would not make their loss rise with training."),
            new Alternative("The learning rate is so high that the model drifts off.", "Then the loss on training data with frozen weights would rise as well."));
    }
}
