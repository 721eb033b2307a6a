using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A stateful model scores the same with its state reset each time.</summary>
static class StateUnused
{
    public static Rule Rule { get; } = new("state-unused", "The recurrent state is not used.", Severity.Warning, Look) { Causes = [Causes.StateHandling, Causes.RateTooLow, Causes.Uninformative] };

    static Symptom? Look(Trace trace) => Measured.Ablation(trace, Vitals.StateReset, "state-reset") is not { } pair ? null : Said.Of(Unchanged.Strength(pair),
        () => $"With its state reset before each row or window validation is {Said.N(pair.Changed)} instead of {Said.N(pair.Intact)}.", null,
        new Alternative("The task needs no memory.", "A baseline with a longer past that does better would refute it."),
        new Alternative("Gradients never reach back far enough for the state to be learned.", "Train with longer windows between cuts, from the same seed."));
}
