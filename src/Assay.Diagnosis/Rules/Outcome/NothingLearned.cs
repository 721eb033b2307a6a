using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>With frozen weights the model is no better than a constant, neither on validation nor on training data.</summary>
static class NothingLearned
{
    const double SmallestSkill = 0.05, LeastSkill = 5e-4;

    public static Rule Rule { get; } = new("nothing-learned", "Nothing was learned: the model is no better than a constant.", Severity.Error, Look)
    {
        Causes = [Causes.Uninformative, Causes.RateTooLow, Causes.Labels, Causes.GradientHandling, Causes.Activation, Causes.Initialisation, Causes.TooFewUpdates, Causes.LossFunction, Causes.Prior],
    };

    static Symptom? Look(Trace trace)
    {
        var (reached, frozen, trivial) = (trace.Reached, trace.Frozen.Tail(0.1), trace.Trivial);
        if (!double.IsFinite(reached) || !(trivial > 0)) return null;
        // What was learned by heart was learned; that it holds for training data alone is another matter.
        var best = frozen < reached ? frozen : reached;
        return Said.Of(Strengths.Decades(SmallestSkill, Math.Max(Measured.Gain(trivial, best), LeastSkill)),
            () => $"Validation is {Said.N(reached)} where the trivial predictor has {Said.N(trivial)}" + (double.IsFinite(frozen) ? $"; training data with frozen weights have {Said.N(frozen)}. " : ". ")
                + Inputs(trace) + Online(trace, frozen),
            () => Said.Losses(trace),
            new Alternative("The model is too small.", Width(trace)),
            new Alternative("Training was too short or its rate too low.", "Train on, or at ten times the rate, for as long again: any loss with frozen weights below the trivial one speaks for it."));
    }

    static string Inputs(Trace trace) =>
        Measured.Ablation(trace, Vitals.InputShuffled, InputIgnored.Shuffled) is not { } shuffled ? ""
            : $"With the inputs of examples exchanged it has {Said.N(shuffled.Changed)} instead of {Said.N(shuffled.Intact)}. ";

    static string Online(Trace trace, double frozen) =>
        Measured.FrozenLoss(trace) is null || !double.IsFinite(trace.Online.Last) ? ""
            : $"The loss before each update is {Said.N(trace.Online.Last)}" + (double.IsFinite(frozen) ? $", the frozen one {Said.N(frozen / trace.Online.Last)} times that." : ".");

    static string Width(Trace trace)
    {
        var (wider, batch) = (trace.Vital(Vitals.Wider), trace.Vital(Vitals.OneBatch));
        return double.IsFinite(wider) ? $"With everything doubled in width validation is {Said.N(wider)}."
            : double.IsFinite(batch) ? $"A single batch is fitted down to {Said.Percent(batch)} of its trivial loss."
            : "Nothing in this run says so: a model that has learned nothing has not used what it has. Fit one batch, or double the width, before believing it.";
    }
}
