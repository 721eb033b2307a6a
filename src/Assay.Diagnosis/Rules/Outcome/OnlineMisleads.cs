using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The loss before each update is far below the loss of the same data with frozen weights: the updates follow the target.</summary>
static class OnlineMisleads
{
    const double LargestRatio = 1.1, SmallestShare = 0.02;

    public static Rule Rule { get; } = new("online-misleads", "The loss of the updates is not that of the network: with frozen weights the same data score far worse.", Severity.Warning, Look)
    {
        Causes = [Causes.StateHandling, Causes.Uninformative, Causes.BatchSize, Causes.LossFunction, Causes.Dropout], Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        if (Measured.FrozenLoss(trace) is not { } curve) return null;
        var (online, frozen) = (trace.Online.Tail(0.1), curve.Tail(0.1));
        if (!(online > 0) || !double.IsFinite(frozen)) return null;
        var strength = Strengths.Decades(frozen, LargestRatio * online);
        if (trace.Trivial > 0) strength = Math.Min(strength, Strengths.Decades(frozen - online, SmallestShare * trace.Trivial));
        return Said.Of(strength,
            () => $"Before each update the loss is {Said.N(online)}; with frozen weights the same data have {Said.N(frozen)}, {Said.N(frozen / online)} times as much"
                + (trace.Trivial > 0 ? $", and the trivial predictor {Said.N(trace.Trivial)}." : "."),
            () => Said.Losses(trace),
            new Alternative("Evaluation differs from training, as with batch statistics or dropout.", "Evaluate in training mode with frozen weights: if the loss falls to the online one, it is the mode and not the updates."),
            new Alternative("What is trained is another loss than what is evaluated.", "Then the two differ before the first update as well: evaluate there."),
            new Alternative("The last update did harm.", "Then the next epoch's online loss would begin as high as the frozen one."));
    }
}
