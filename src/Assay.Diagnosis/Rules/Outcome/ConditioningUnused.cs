using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A conditioned model scores the same without its condition.</summary>
static class ConditioningUnused
{
    public static Rule Rule { get; } = new("conditioning-unused", "What conditions the model is not used.", Severity.Warning, Look) { Causes = [Causes.Uninformative, Causes.InputScale, Causes.RateTooLow] };

    static Symptom? Look(Trace trace) => Measured.Ablation(trace, Vitals.ConditionZeroed, "selector-zeroed") is not { } pair ? null : Said.Of(Unchanged.Strength(pair),
        () => $"Without its condition the model has {Said.N(pair.Changed)} instead of {Said.N(pair.Intact)}.", null,
        new Alternative("The condition can be read from the rest of the input.", "Train a model that is not given it: equal scores would show so."));
}
