using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

/// <summary>The sets of the study, made once for all tests here.</summary>
static class Sets
{
    public static SignalSet LightTrain { get; } = Signal.Make(Signal.TrainSeed, 0.01);

    public static SignalSet LightTest { get; } = Signal.Make(Signal.TestSeed, 0.01);

    public static SignalSet LightIndependent { get; } = Signal.MakeIndependent(Signal.IndependentSeed, 0.01);

    public static SignalSet FullTrain { get; } = Signal.Make(Signal.TrainSeed, 1);

    public static SignalSet FullTest { get; } = Signal.Make(Signal.TestSeed, 1);

    public static SignalSet FullIndependent { get; } = Signal.MakeIndependent(Signal.IndependentSeed, 1);

    public static double Mse(Baseline baseline, SignalSet set) => SignalScore.Of(set, baseline.Predict(set)).Mse;

    public static IReadOnlyList<double> MseOfTone(Baseline baseline, SignalSet set) =>
        SignalScore.Of(set, baseline.Predict(set)).MseOfTone;

    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sumA = 0, sumB = 0, sumAa = 0, sumBb = 0, sumAb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sumA += a[i];
            sumB += b[i];
            sumAa += (double)a[i] * a[i];
            sumBb += (double)b[i] * b[i];
            sumAb += (double)a[i] * b[i];
        }
        var n = a.Length;
        return (sumAb - sumA * sumB / n) / Math.Sqrt((sumAa - sumA * sumA / n) * (sumBb - sumB * sumB / n));
    }
}
