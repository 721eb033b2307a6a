using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A single number of the input all but gives the target away, and the model is far better than trivial.</summary>
static class TargetVisible
{
    const double LargestRest = 0.002, LeastRest = 1e-6, LargestLoss = 0.2, LeastUse = 3;

    public static Rule Rule { get; } = new("target-visible", "The target is visible in the input.", Severity.Error, Look) { Causes = [Causes.Leak] };

    static Symptom? Look(Trace trace)
    {
        var explained = trace.Vital(Vitals.TargetInInput);
        // What an autoencoder reads is what it writes, by design.
        if (double.IsNaN(explained) || double.IsFinite(trace.Vital(Vitals.Components))) return null;
        var strength = Strengths.Decades(LargestRest, Math.Max(1 - explained, LeastRest));
        var best = new[] { trace.Reached, trace.Frozen.Tail(0.1), trace.Vital(Vitals.Linear) }.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
        if (trace.Trivial > 0 && double.IsFinite(best)) strength = Math.Min(strength, Strengths.Decades(LargestLoss * trace.Trivial, Math.Max(best, 1e-12)));
        // A number that tells the target is no leak to a model that does not read it.
        var without = trace.Vital(Vitals.TellerShuffled);
        if (without > 0 && trace.Reached > 0) strength = Math.Min(strength, Strengths.Decades(without, LeastUse * trace.Reached));
        return Said.Of(strength,
            () => $"One number of the input explains {Said.Percent(explained)} of a target's variance{(without > 0 ? $", and exchanged between examples it raises the loss to {Said.N(without)}" : "")}. The trivial predictor has {Said.N(trace.Trivial)}, the model {Said.N(trace.Reached)}"
                + (double.IsFinite(trace.Vital(Vitals.Linear)) ? $", a linear one {Said.N(trace.Vital(Vitals.Linear))}." : "."), null,
            new Alternative("The task is that easy: the last value is nearly the next one.", "Take that number away and train again; judge by the gain over copying it."));
    }
}
