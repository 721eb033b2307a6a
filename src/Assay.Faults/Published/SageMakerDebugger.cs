using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>
/// Built-in rules of Amazon SageMaker Debugger with their default settings, from its developer guide. Left out, because a trace has no raw tensors, images,
/// trees or classes: poor weight initialisation, tensor variance, class imbalance, confusion, input images, tree depth, stalled training.
/// A dead rectifier is one that is silent for the whole probe set; saturation is what the run logged as such.
/// </summary>
static class SageMakerDebugger
{
    public static PublishedRules Rules { get; } = new("SageMaker Debugger", Diagnose);

    static IReadOnlyList<(string Rule, IReadOnlyList<string> Causes)> Diagnose(Trace trace)
    {
        var verdict = new Verdict();
        var ratios = TraceReadings.UpdateRatios(trace).ToList();
        verdict.If(TraceReadings.Broken(trace), "ExplodingTensor", Causes.RateTooHigh, Causes.Clipping, Causes.Initialisation);
        verdict.If(TraceReadings.MeanGradients(trace).Any(layer => layer.Values.Any(value => value < 1e-7)), "VanishingGradient", Causes.Activation, Causes.Initialisation, Causes.RateTooLow);
        verdict.If(TraceReadings.LargestShare(trace, "/dead") > 0.5, "DeadRelu", Causes.Activation, Causes.RateTooHigh, Causes.Initialisation);
        verdict.If(TraceReadings.LargestShare(trace, "/saturated") > 0.5, "SaturatedActivation", Causes.Activation, Causes.Initialisation, Causes.InputScale);
        verdict.If(ratios.Exists(ratio => ratio > 10), "WeightUpdateRatio", Causes.RateTooHigh, Causes.Initialisation);
        verdict.If(ratios.Exists(ratio => ratio < 1e-8), "WeightUpdateRatio", Causes.RateTooLow, Causes.Frozen);
        verdict.If(Unchanged(trace), "UnchangedTensor", Causes.Frozen, Causes.RateTooLow);
        verdict.If(LossNotDecreasing(trace.Validation.Count > 1 ? trace.Validation : trace.Training), "LossNotDecreasing", Causes.RateTooHigh, Causes.RateTooLow, Causes.LossFunction);
        verdict.If(Overfits(trace), "Overfit", Causes.TooLittleData, Causes.Regularisation, Causes.SplitLeak);
        verdict.If(Stale(TraceReadings.EpochLosses(trace), 5) && Stale(trace.Validation, 10), "Overtraining", Causes.TooLittleData, Causes.Capacity);
        return verdict.Fired;
    }

    // Relative tolerance 1e-5 over three steps; what a weight's norm moves bounds what its numbers move.
    static bool Unchanged(Trace trace) => LayerCurves.Weights(trace, "update/", "/ratio").Exists(weight =>
    {
        var run = 0;
        foreach (var ratio in weight.Curve.Values)
            if ((run = ratio < 1e-5 ? run + 1 : 0) >= 3) return true;
        return false;
    });

    // Looks again as soon as ten steps have passed, and asks for any fall.
    static bool LossNotDecreasing(Curve loss)
    {
        const double Steps = 10;
        for (int i = 1, seen = 0; i < loss.Count; i++)
        {
            if (loss.Steps[i] - loss.Steps[seen] < Steps) continue;
            if (loss.Values[i] >= loss.Values[seen]) return true;
            seen = i;
        }

        return false;
    }

    // Validation above training by a tenth of it, at more than one evaluation in a row.
    static bool Overfits(Trace trace)
    {
        var (train, valid) = (TraceReadings.EpochLosses(trace), trace.Validation);
        var run = 0;
        for (int i = 0, seen = 0; i < valid.Count; i++)
        {
            while (seen + 1 < train.Count && train.Steps[seen + 1] <= valid.Steps[i]) seen++;
            if (train.Count == 0 || train.Steps[seen] > valid.Steps[i]) continue;
            var gap = (valid.Values[i] - train.Values[seen]) / Math.Abs(train.Values[seen]);
            if ((run = gap > 0.1 ? run + 1 : 0) > 1) return true;
        }

        return false;
    }

    // No improvement by 0.1 for so many looks; the losses of the guide's examples are of order one.
    static bool Stale(Curve loss, int patience)
    {
        const double Delta = 0.1;
        var (best, since) = (double.PositiveInfinity, 0);
        foreach (var value in loss.Values)
        {
            if (value < best - Delta) (best, since) = (value, 0);
            else since++;
            if (since > patience) return true;
        }

        return false;
    }
}
