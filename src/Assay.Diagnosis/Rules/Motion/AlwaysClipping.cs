using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>Most updates are clipped: the limit, not the gradient, sets their length.</summary>
static class AlwaysClipping
{
    const double Late = 0.5;

    public static Rule Rule { get; } = new("always-clipping", "Clipping cuts most updates instead of rare ones.", Severity.Warning, Look)
    {
        Causes = [Causes.Clipping, Causes.RateTooHigh, Causes.InputScale, Causes.Initialisation],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var rates = trace.Curve("clip/rate");
        var rate = Robust.Median(rates.Newest(Late).Values);
        if (double.IsNaN(rate)) return null;
        var odds = Strengths.Odds(rate);
        var norm = Robust.Median(trace.Curve("grad/norm").Newest(Late).Values);
        var limit = trace.Curve("clip/limit") is { Count: > 0 } adaptive ? adaptive.Last : trace.Setting("clip");
        var harder = norm > 0 && limit > 0 ? norm / limit : double.NaN;
        // Cutting to a hundredth is more than cutting to a half, where it happens most of the time.
        var strength = Strengths.Bounded(odds > 0 && harder > 1 ? odds * (1 + Math.Log10(harder)) : odds);
        if (strength <= 0) return new Symptom(strength);

        var depth = double.IsFinite(harder) ? Invariant($" The median norm is {norm:G3}, {harder:G3} times the limit of {limit:G3}.") : "";
        return new Symptom(strength, Invariant($"{rate:P0} of the updates in the later half were clipped (median).{depth}"))
        {
            Where = "gradient norm",
            Plot = EvidencePlots.Of("Share of clipped updates", "share", false, [("clipped", rates)], ("half", 0.5)),
            Alternatives =
            [
                new Alternative("The recipe means to normalise every gradient.", double.IsFinite(harder)
                    ? Invariant($"The limit cuts to {1 / harder:G2} of the norm; with an optimizer that normalises anyway (Adam) this changes little, with plain descent it divides the rate.")
                    : "Train with the limit ten times as high: if nothing changes it is harmless."),
            ],
        };
    }
}
