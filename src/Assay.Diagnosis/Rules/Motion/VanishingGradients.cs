using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>
/// The gradient of a layer is decades below that of the layer with the largest, or fell away from it while training. Absolute norms
/// depend on the scale of the loss and are not looked at; a layer that its optimizer moves all the same needs more evidence.
/// </summary>
static class VanishingGradients
{
    const double Apart = 3, Fallen = 2, Late = 0.5, Slower = 1;

    public static Rule Rule { get; } = new("vanishing-gradients", "The gradient vanishes on its way through the layers.", Severity.Warning, Look)
    {
        Causes = [Causes.Activation, Causes.Initialisation, Causes.InputScale, Causes.RateTooHigh],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var layers = LayerCurves.Weights(trace, "grad/", "/norm").Where(layer => layer.Curve.Finite().Count > 1)
            .Select(layer => (layer.Name, layer.Curve, Now: Level(layer.Curve.Newest(Late)), Early: Level(layer.Curve.Oldest(Late / 2)))).ToList();
        if (layers.Count < 2) return null;
        var largest = layers.MaxBy(layer => layer.Now);

        var judged = layers.Where(layer => layer.Name != largest.Name).Select(layer =>
        {
            var apart = largest.Now - layer.Now;
            var slower = Update(trace, largest.Name) - Update(trace, layer.Name);
            var held = double.IsFinite(slower) ? Math.Clamp(Slower - slower, 0, Slower) : 0;
            var fallen = apart - (largest.Early - layer.Early);
            return (layer.Name, layer.Curve, Apart: apart, Fallen: fallen, Slower: slower,
                Strength: Strengths.Bounded(Math.Max(apart - Apart, Math.Min(fallen - Fallen, apart - Fallen)) - held));
        }).MaxBy(layer => layer.Strength);
        if (judged.Strength <= 0) return new Symptom(judged.Strength);

        var moved = double.IsFinite(judged.Slower) ? Invariant($" Its updates are {judged.Slower:F1} decades smaller, relative to its weights.") : "";
        return new Symptom(judged.Strength, Invariant($"In the later half the gradient of '{judged.Name}' is {judged.Apart:F1} decades below that of '{largest.Name}' (median norms); {judged.Fallen:F1} of them came during training.{moved}"))
        {
            Where = judged.Name,
            Plot = EvidencePlots.Of("Norms of gradients", "norm", true, [(judged.Name, judged.Curve), (largest.Name, largest.Curve)]),
            Alternatives =
            [
                new Alternative("The layer is meant to have a small gradient, as a table of which few rows are used.", Invariant($"Its gradient fell by {judged.Fallen:F1} decades against the other during this run; a table's would stay.")),
                new Alternative("The optimizer makes up for it.", double.IsFinite(judged.Slower) ? Invariant($"Relative updates are {judged.Slower:F1} decades apart.") : "Updates were not logged; log update ratios."),
            ],
        };
    }

    // Median of the logarithms; a gradient of zero stands as 1e-30.
    static double Level(Curve curve)
    {
        const double Nothing = 1e-30;
        return Robust.Median(curve.Finite().Values.Select(value => Math.Log10(Math.Max(value, Nothing))));
    }

    static double Update(Trace trace, string name)
    {
        var curve = trace.Curve($"update/{name}/ratio");
        return curve.Count > 0 ? Level(curve.Newest(Late)) : double.NaN;
    }
}
