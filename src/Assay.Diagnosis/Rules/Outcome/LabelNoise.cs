using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Training targets are noisier than validation targets.</summary>
static class LabelNoise
{
    const double LargestRatio = 1.5, Least = 0.02;

    public static Rule Rule { get; } = new("label-noise", "The training targets are noisier than those of validation.", Severity.Warning, Look) { Causes = [Causes.Labels] };

    static Symptom? Look(Trace trace)
    {
        var (train, valid, frozen, reached) = (trace.Vital(Vitals.LabelNoise), trace.Vital(Vitals.ValidLabelNoise), trace.Frozen.Tail(0.1), trace.Validation.Tail(0.1));
        var strength = double.NaN;
        if (double.IsFinite(train) && double.IsFinite(valid)) strength = Strengths.Decades(Math.Max(train, Least), LargestRatio * Math.Max(valid, Least));
        // A model that is worse on what it was trained with than on what it has never seen was trained with something else.
        else if (frozen > 0 && reached > 0) strength = Strengths.Decades(frozen, LargestRatio * reached);
        return Said.Of(strength,
            () => (double.IsFinite(train) && double.IsFinite(valid) ? $"Nearest neighbours differ by {Said.Percent(train)} of the targets' variance in training and {Said.Percent(valid)} in validation. " : "")
                + (double.IsFinite(frozen) && double.IsFinite(reached) ? $"Training data with frozen weights have {Said.N(frozen)}, validation data {Said.N(reached)}." : ""), null,
            new Alternative("The training data cover harder cases.", "Score a model of validation data on both; or look at the training examples with the largest losses."));
    }
}
