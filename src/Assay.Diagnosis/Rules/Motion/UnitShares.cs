using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>Share of a layer's units in a bad state: the worst layer, by the median of the newest fifth of the looks.</summary>
static class UnitShares
{
    const double Threshold = 0.5, Late = 0.2;

    /// <param name="trace">Where <c>activation/NAME/...</c> was logged.</param>
    /// <param name="suffix">The statistic.</param>
    /// <param name="what">What is counted, in words.</param>
    /// <param name="alternative">What else it could be.</param>
    public static Symptom? Look(Trace trace, string suffix, string what, Runs.Alternative alternative)
    {
        var layers = trace.Curves("activation/", suffix)
            .Select(layer => (layer.Name, layer.Curve, Share: Robust.Median(layer.Curve.Newest(Late).Values)))
            .Where(layer => double.IsFinite(layer.Share)).ToList();
        if (layers.Count == 0) return null;
        var worst = layers.MaxBy(layer => layer.Share);
        var strength = Strengths.Odds(worst.Share, Threshold);
        if (strength <= 0) return new Symptom(strength);

        var many = layers.Count(layer => layer.Share > Threshold);
        var first = worst.Curve.Finite().First;
        var since = first > Threshold ? "from the first look on, so the start made it" : "so training made it";
        return new Symptom(strength, Invariant($"'{worst.Name}' has {worst.Share:P0} {what}; {many} of {layers.Count} layers have more than {Threshold:P0}. It began at {first:P0}, {since}."))
        {
            Where = worst.Name,
            Plot = EvidencePlots.Of($"Share of {what}", "share", false, [(worst.Name, worst.Curve)], ("threshold", Threshold)),
            Alternatives = [alternative],
        };
    }
}
