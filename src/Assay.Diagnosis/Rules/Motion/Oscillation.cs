using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>
/// Around its trend the loss swings by more than a tenth, and by a good part of all that was won. Evaluations with frozen weights are
/// looked at where there are enough; the loss of training batches swings with the batches, so there the swings must differ from white noise.
/// </summary>
static class Oscillation
{
    const int Least = 12;
    const double Swing = 0.1, OfGain = 0.2, Errors = 3;

    public static Rule Rule { get; } = new("oscillation", "The loss swings instead of settling.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooHigh, Causes.BatchSize, Causes.OptimizerState, Causes.Clipping],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var (name, curve) = Choose(trace);
        var batches = ReferenceEquals(curve, trace.Training);
        var log = curve.Log();
        if (log.Count < Least) return null;
        var swings = log.Detrended();
        var swing = Robust.Deviation(swings.Values);
        var gain = Robust.Median(log.Oldest(0.1).Values) - Robust.Median(log.Newest(0.1).Values);
        var (share, errors) = SignChanges(swings);
        var strength = Math.Min(Strengths.Decades(swing, Swing), Strengths.Decades(swing, OfGain * Math.Max(gain, 0.25)));
        if (batches) strength = Math.Min(strength, Strengths.Bounded((Math.Abs(errors) - Errors) / Errors));
        if (strength <= 0) return new Symptom(strength);

        return new Symptom(strength, Invariant($"Around its trend the {name} swings by {swing:P0} (deviation), while the whole training won {1 - Math.Exp(-gain):P0}. Neighbours lie on different sides of the trend in {share:P0} of the cases, {errors:F1} standard errors from white noise."))
        {
            Where = name,
            Plot = EvidencePlots.Of("Loss around its trend", "log loss less trend", false, [(name, swings)], ("trend", 0)),
            Alternatives =
            [
                new Alternative("The data set that is evaluated is so small that its loss is all noise.", batches
                    ? "These are training batches; evaluate a fixed set with frozen weights."
                    : "The same examples are evaluated each time, so that what changes is the model."),
                new Alternative("The data change, as in a stream of blocks.", "Swings would follow the blocks; halving the learning rate would leave them as they are."),
            ],
        };
    }

    static (string Name, Curve Curve) Choose(Trace trace)
    {
        if (trace.Frozen.Finite().Count >= Least) return ("training loss with frozen weights", trace.Frozen);
        return trace.Validation.Finite().Count >= Least ? ("validation loss", trace.Validation) : ("training loss", trace.Training);
    }

    // Of n white values n - 1 pairs of neighbours differ in sign with probability one half.
    static (double Share, double Errors) SignChanges(Curve swings)
    {
        var changes = 0;
        for (var i = 1; i < swings.Count; i++)
            if (swings.Values[i] * swings.Values[i - 1] < 0) changes++;
        var pairs = swings.Count - 1;
        return ((double)changes / pairs, (changes - 0.5 * pairs) / Math.Sqrt(0.25 * pairs));
    }
}
