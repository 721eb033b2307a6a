using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>
/// Indicators of BTTackler (KDD 2024) with its thresholds: vanishing and exploding gradients, dead rectifiers, slow convergence, heavy
/// oscillation, and no more gain. Its guard, which spares the best tenth of the trials of a sweep, has no meaning for one run.
/// Dead units stand for zero gradients.
/// </summary>
static class BtTackler
{
    const int Head = 6, Warm = 5;

    public static PublishedRules Rules { get; } = new("BTTackler", Diagnose);

    static IReadOnlyList<(string Rule, IReadOnlyList<string> Causes)> Diagnose(Trace trace)
    {
        var verdict = new Verdict();
        var layers = TraceReadings.MeanGradients(trace);
        var early = layers.Select(layer => Robust.Median(layer.Oldest(0.5).Values)).ToList();
        var all = layers.Select(layer => Robust.Median(layer.Values)).ToList();
        verdict.If(Robust.Median(early) < 1e-5 || Robust.Median(Adjacent(early)) < 1e-4, "vanishing gradient", Causes.Activation, Causes.Initialisation, Causes.RateTooLow);
        verdict.If(TraceReadings.Broken(trace) || Robust.Median(all) > 1e4 || Robust.Median(Adjacent(all)) > 1e3, "exploding gradient", Causes.RateTooHigh, Causes.Clipping, Causes.Initialisation);
        verdict.If(Dead(trace) > 0.5, "dying rectifier", Causes.Activation, Causes.RateTooHigh, Causes.Initialisation);

        var losses = TraceReadings.EpochLosses(trace).Finite().Values;
        if (losses.Count < 2 * Head) return verdict.Fired;
        verdict.If(Variation(losses.Take(losses.Count / 2)) < 1e-4, "slow convergence", Causes.RateTooLow, Causes.OptimizerState, Causes.Initialisation);
        verdict.If(Oscillates(losses), "heavy oscillation", Causes.RateTooHigh, Causes.BatchSize);
        verdict.If(losses.TakeLast(Head).Average() >= losses.Take(Head).Average(), "no more gain", Causes.RateTooHigh, Causes.LossFunction, Causes.Uninformative);
        return verdict.Fired;
    }

    static IEnumerable<double> Adjacent(List<double> layers) => layers.Zip(layers.Skip(1), (before, after) => before / after);

    static double Dead(Trace trace) => Robust.Median(trace.Curves("activation/", "/dead").SelectMany(layer => layer.Curve.Values.Skip(Warm)));

    static bool Oscillates(IReadOnlyList<double> losses)
    {
        var last = losses.TakeLast(Head).ToList();
        var slope = (last[^1] - last[0]) / (last.Count - 1);
        return Variation(last) > 0.2 && slope >= 0.01;
    }

    static double Variation(IEnumerable<double> values)
    {
        var list = values.ToList();
        var mean = list.Average();
        return Math.Sqrt(list.Sum(value => (value - mean) * (value - mean)) / list.Count) / Math.Abs(mean);
    }
}
