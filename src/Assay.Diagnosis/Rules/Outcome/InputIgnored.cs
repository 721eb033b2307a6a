using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Other inputs make no difference to the score.</summary>
static class InputIgnored
{
    /// <summary>Ablations of studies that give examples the inputs of others.</summary>
    public static string[] Shuffled { get; } = ["signal-shuffled", "context of another document"];

    static readonly string[] Zeroed = ["signal-zeroed"];

    public static Rule Rule { get; } = new("input-ignored", "The model ignores its input.", Severity.Error, Look)
    {
        Causes = [Causes.Uninformative, Causes.Labels, Causes.Activation, Causes.RateTooLow, Causes.InputScale, Causes.Prior],
    };

    // Zeros are inputs that a model may never have seen, so exchanged inputs decide where both were measured.
    static Symptom? Look(Trace trace) => (Measured.Ablation(trace, Vitals.InputShuffled, Shuffled) ?? Measured.Ablation(trace, Vitals.InputZeroed, Zeroed)) is not { } pair ? null
        : Said.Of(Unchanged.Strength(pair),
            () => $"With inputs that belong to other examples validation is {Said.N(pair.Changed)} instead of {Said.N(pair.Intact)}, a change of {Said.Percent(Unchanged.Share(pair))}.", null,
            new Alternative("The input tells nothing about the target.", "A linear model or nearest neighbours that beat the trivial predictor would refute it: see input-uninformative."),
            new Alternative("The model keeps time by itself and needs no input.", "Then it beats the trivial predictor all the same: see nothing-learned."));
}
