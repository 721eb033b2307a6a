using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A large part of what training data teach does not hold for validation data, whether or not their loss has begun to rise.</summary>
static class LearnedByHeart
{
    const double LargestShare = 0.25;

    public static Rule Rule { get; } = new("learned-by-heart", "Much of what the model has learned holds for the training data alone.", Severity.Warning, Look)
    {
        Causes = [Causes.TooLittleData, Causes.Labels, Causes.Regularisation], Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var (frozen, reached, trivial) = (trace.Frozen.Tail(0.1), trace.Validation.Tail(0.1), trace.Trivial);
        if (!double.IsFinite(frozen) || !double.IsFinite(reached) || !(trivial > 0)) return null;
        var share = (reached - frozen) / trivial;
        return Said.Of(Strengths.Decades(Math.Max(share, 1e-3), LargestShare),
            () => $"Training data with frozen weights have {Said.N(frozen)}, validation data {Said.N(reached)}; the difference is {Said.Percent(share)} of the trivial predictor's {Said.N(trivial)}.",
            () => Said.Losses(trace),
            new Alternative("The splits are drawn from different sources.", "Score a linear model on both: it would show the same difference without learning anything by heart."),
            new Alternative("Training targets are right and validation targets are not.", "The rule label-noise compares the noise of both where it was measured."));
    }
}
