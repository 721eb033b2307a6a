using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>
/// Symptoms of DeepDiagnosis (Wardat and others, ICSE 2022) with the thresholds of its replication package. Its relative update is rate times gradient over
/// weight; here it is the update itself. "Outputs of zero or less" are read from dead units, which is kinder to it. Variances of weights and ranges of
/// outputs are not in a trace, and are left out.
/// </summary>
static class DeepDiagnosisRules
{
    const int Window = 5;

    public static PublishedRules Rules { get; } = new("DeepDiagnosis", Diagnose);

    static IReadOnlyList<(string Rule, IReadOnlyList<string> Causes)> Diagnose(Trace trace)
    {
        var verdict = new Verdict();
        var ratios = TraceReadings.UpdateRatios(trace).ToList();
        verdict.If(TraceReadings.Broken(trace), "exploding tensor", Causes.RateTooHigh, Causes.Initialisation, Causes.Clipping);
        verdict.If(TraceReadings.MeanGradients(trace).Any(layer => layer.Values.Any(value => value < 1e-7)), "vanishing gradient", Causes.Activation, Causes.Initialisation);
        verdict.If(TraceReadings.LargestShare(trace, "/dead") >= 0.7, "dead node", Causes.Activation, Causes.Initialisation, Causes.RateTooHigh);
        verdict.If(TraceReadings.LargestShare(trace, "/saturated") > 0.5, "saturated activation", Causes.InputScale, Causes.Activation, Causes.Initialisation);
        verdict.If(ratios.Exists(ratio => ratio > 1e-1), "update too large", Causes.RateTooHigh);
        verdict.If(ratios.Exists(ratio => ratio < 1e-5), "unchanged weight", Causes.RateTooLow, Causes.OptimizerState);
        verdict.If(Constant(TraceReadings.EpochLosses(trace).Values), "loss not decreasing", Causes.LossFunction, Causes.RateTooLow, Causes.RateTooHigh);
        verdict.If(Constant(trace.Validation.Values), "accuracy not increasing", Causes.LossFunction, Causes.Activation, Causes.RateTooHigh);
        verdict.If(trace.Vital(Runs.Vitals.InputScale) > 1, "out of range", Causes.InputScale);
        return verdict.Fired;
    }

    // Mean and maximum of a window are the same number.
    static bool Constant(IReadOnlyList<double> values)
    {
        var run = 1;
        for (var i = 1; i < values.Count; i++)
            if ((run = values[i].Equals(values[i - 1]) ? run + 1 : 1) >= Window) return true;
        return false;
    }
}
