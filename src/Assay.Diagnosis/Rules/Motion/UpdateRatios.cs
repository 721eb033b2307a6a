using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>Size of updates relative to their weights, as both rules about it read it.</summary>
static class UpdateRatios
{
    const double Nothing = 1e-12;

    /// <summary>log10 of each weight's median ratio over all looks.</summary>
    public static List<(string Name, double Decades)> Of(Trace trace) =>
    [
        .. LayerCurves.Weights(trace, "update/", "/ratio")
            .Select(weight => (weight.Name, Decades: Math.Log10(Math.Max(Robust.Median(weight.Curve.Values), Nothing))))
            .Where(weight => double.IsFinite(weight.Decades)),
    ];

    /// <summary>What the early updates say about a training that stands still at its end.</summary>
    public static string Early(Trace trace, List<(string Name, double Decades)> ratios)
    {
        var early = Robust.Median(ratios.Select(ratio => Robust.Median(trace.Curve($"update/{ratio.Name}/ratio").Oldest(0.2).Values)));
        return Invariant($"In the first fifth, when it had all to learn, the median weight moved by {early:G2} in a step.");
    }

    /// <summary>The ratios of one weight.</summary>
    public static EvidencePlot? Plot(Trace trace, string name, double threshold) => EvidencePlots.Of(
        "Update over weight", "ratio of norms", true, [(name, trace.Curve($"update/{name}/ratio"))], ("threshold", threshold));
}
