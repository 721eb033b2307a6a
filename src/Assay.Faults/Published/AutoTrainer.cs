using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>
/// Rules of AutoTrainer (Zhang and others, ICSE 2021) with the parameters of its reproduction script, in its order: one gradient problem at
/// most, and only where the accuracy stays below 0.6; oscillation only where it does not. Accuracy is skill. Zero gradients of rectifiers are read from
/// dead units. Its rules about the last activation and the loss function read source code, and are left out.
/// </summary>
static class AutoTrainer
{
    const double Satisfying = 0.6, VanishingRatio = 1e-3, VanishingNorm = 1e-4, ExplodingRatio = 70, Dead = 0.7;
    const double Swing = 0.03, SwingShare = 0.2, LeastGain = 0.01, Infinite = 1e3, LargeInput = 10, Judged = 0.3;

    public static PublishedRules Rules { get; } = new("AutoTrainer", Diagnose);

    static IReadOnlyList<(string Rule, IReadOnlyList<string> Causes)> Diagnose(Trace trace)
    {
        var verdict = new Verdict();
        verdict.If(TraceReadings.Broken(trace) || trace.Validation.Last >= Infinite, "explode", Causes.RateTooHigh, Causes.Activation, Causes.Clipping);
        verdict.If(trace.Vital(Runs.Vitals.InputScale) >= LargeInput, "abnormal data", Causes.InputScale);
        var train = TraceReadings.Accuracies(trace, TraceReadings.EpochLosses(trace));
        var valid = TraceReadings.Accuracies(trace, trace.Validation);
        if (train.Count == 0 || valid.Count == 0) return verdict.Fired;

        var slow = Judgeable(trace) && LargestGain(train) < LeastGain && LargestGain(valid) < LeastGain;
        if (slow || train.Max() < Satisfying || valid.Max() < Satisfying)
        {
            if (verdict.If(TraceReadings.LargestShare(trace, "/dead") >= Dead, "relu", Causes.Activation, Causes.Initialisation, Causes.RateTooHigh)) return verdict.Fired;
            if (verdict.If(Layers(trace).Any(pair => pair.First / pair.Last > ExplodingRatio), "explode", Causes.Activation, Causes.Clipping, Causes.Initialisation)) return verdict.Fired;
            if (verdict.If(Layers(trace).Any(pair => pair.First / pair.Last < VanishingRatio && pair.First < VanishingNorm), "vanish", Causes.Activation, Causes.Initialisation)) return verdict.Fired;
            verdict.If(slow, "not converge", Causes.OptimizerState, Causes.RateTooLow, Causes.Initialisation);
        }
        else if (Judgeable(trace))
        {
            verdict.If(Swings(train) >= SwingShare * train.Count, "unstable", Causes.RateTooHigh, Causes.BatchSize, Causes.OptimizerState);
        }

        return verdict.Fired;
    }

    static bool Judgeable(Trace trace) => trace.PlannedSteps <= 0 || trace.Step >= Judged * trace.PlannedSteps;

    static double LargestGain(IReadOnlyList<double> accuracies)
    {
        var largest = 0.0;
        for (var i = 1; i < accuracies.Count; i++) largest = Math.Max(largest, accuracies[i] - accuracies[i - 1]);
        return largest;
    }

    // The nth peak against the nth valley, as the release pairs them.
    static int Swings(IReadOnlyList<double> accuracies)
    {
        var (peaks, valleys) = (new List<double>(), new List<double>());
        for (var i = 1; i + 1 < accuracies.Count; i++)
        {
            var (before, here, after) = (accuracies[i - 1], accuracies[i], accuracies[i + 1]);
            if (here >= before && here >= after) peaks.Add(here);
            if (here <= before && here <= after) valleys.Add(here);
        }

        return peaks.Zip(valleys, (peak, valley) => peak - valley).Count(swing => swing >= Swing);
    }

    static IEnumerable<(double First, double Last)> Layers(Trace trace) =>
        TraceReadings.Layers(trace) is { Count: > 1 } layers ? layers[0].Values.Zip(layers[^1].Values) : [];
}
