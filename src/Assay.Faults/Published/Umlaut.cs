using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Faults;

/// <summary>
/// Heuristics of UMLAUT (Schoop and others, CHI 2021) that need no source code: input range, NaN, learning rate, dropout, one epoch of over-fitting, and
/// accuracies too good to be true. Accuracy is skill; the input's largest deviation stands for its largest value.
/// </summary>
static class Umlaut
{
    public static PublishedRules Rules { get; } = new("UMLAUT", Diagnose);

    static IReadOnlyList<(string Rule, IReadOnlyList<string> Causes)> Diagnose(Trace trace)
    {
        var verdict = new Verdict();
        var rates = trace.Curve("lr").Count > 0 ? trace.Curve("lr").Values : [trace.Setting("lr")];
        var (train, valid) = (TraceReadings.EpochLosses(trace), trace.Validation);
        verdict.If(train.Values.Any(double.IsNaN), "NaN in loss", Causes.RateTooHigh, Causes.InputScale, Causes.LossFunction);
        verdict.If(trace.Vital(Vitals.InputScale) > 1, "input not normalised", Causes.InputScale);
        verdict.If(rates.Any(rate => rate > 0.01), "learning rate high", Causes.RateTooHigh);
        verdict.If(rates.Any(rate => rate < 1e-7), "learning rate low", Causes.RateTooLow);
        verdict.If(trace.Setting("dropout") > 0.5, "dropout high", Causes.Dropout);
        verdict.If(Overfits(train, valid), "possible over-fitting", Causes.TooLittleData, Causes.Capacity, Causes.Regularisation);
        verdict.If(TraceReadings.Accuracies(trace, valid).Any(accuracy => accuracy > 0.95), "validation accuracy over 95 %", Causes.SplitLeak, Causes.Leak);
        verdict.If(Pairs(train, valid).Any(pair => pair.Valid < pair.Train), "validation better than training", Causes.SplitLeak, Causes.Dropout);
        return verdict.Fired;
    }

    static bool Overfits(Curve train, Curve valid) => Pairs(train, valid).ToList() is var pairs
        && pairs.Zip(pairs.Skip(1)).Any(two => two.Second.Valid > two.First.Valid && two.Second.Train <= two.First.Train);

    // The newest training loss at each evaluation.
    static IEnumerable<(double Train, double Valid)> Pairs(Curve train, Curve valid)
    {
        for (int i = 0, seen = 0; i < valid.Count; i++)
        {
            while (seen + 1 < train.Count && train.Steps[seen + 1] <= valid.Steps[i]) seen++;
            if (seen < train.Count && train.Steps[seen] <= valid.Steps[i]) yield return (train.Values[seen], valid.Values[i]);
        }
    }
}
