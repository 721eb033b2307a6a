using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>The norm of the gradient shoots up out of its own history, once and again or for good.</summary>
static class ExplodingGradients
{
    const int Least = 6;
    const double Spike = 1, Growth = 1.5, Noises = 6;

    public static Rule Rule { get; } = new("exploding-gradients", "The gradient explodes.", Severity.Warning, Look)
    {
        Causes = [Causes.Clipping, Causes.RateTooHigh, Causes.Initialisation, Causes.GradientHandling, Causes.InputScale],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var norms = trace.Curve("grad/norm");
        if (norms.Finite().Count < Least) return null;
        var decades = LayerCurves.Decades(norms);
        var residuals = decades.Detrended();
        var noise = Math.Max(Robust.Deviation(residuals.Values), 1e-3);
        var (highest, at) = Highest(residuals);
        var spike = Math.Min(highest - Spike, Strengths.Decades(highest, Noises * noise));
        var grown = Robust.Median(decades.Newest(0.25).Values) - Robust.Median(decades.Oldest(0.25).Values);
        var broken = norms.Count - norms.Finite().Count;
        var strength = Strengths.Bounded(broken > 0 ? Strengths.Largest : Math.Max(spike, grown - Growth));
        if (strength <= 0) return new Symptom(strength);

        var spikes = residuals.Values.Count(value => value > Math.Max(Spike, Noises * noise));
        var typical = Math.Pow(10, Robust.Median(decades.Values));
        var clipping = trace.Curve("clip/rate");
        return new Symptom(strength, Invariant($"Median norm of the gradient {typical:G3}; the highest stands {highest:F1} decades above its surroundings ({highest / noise:F0} deviations), {spikes} of {norms.Count} values do so by a decade or more, {broken} are not finite. From the first to the last quarter it changed by {grown:F1} decades."))
        {
            Where = Invariant($"step {at:F0}"),
            Plot = EvidencePlots.Of("Norm of the gradient", "norm", true, [("norm", norms)], ("median", typical)),
            Alternatives =
            [
                new Alternative("Rare, hard batches rather than a training that cannot hold itself.", spikes > 1 ? Invariant($"{spikes} spikes were logged; look whether the same batches cause them.") : "Only one spike was logged; look at its batch."),
                new Alternative("Clipping already handles it.", clipping.Count > 0 ? Invariant($"{clipping.Tail(0.5):P0} of the later updates were clipped.") : "This run clips nothing."),
            ],
        };
    }

    static (double Value, double Step) Highest(Curve curve)
    {
        var best = 0;
        for (var i = 1; i < curve.Count; i++)
            if (curve.Values[i] > curve.Values[best]) best = i;
        return (curve.Values[best], curve.Steps[best]);
    }
}
