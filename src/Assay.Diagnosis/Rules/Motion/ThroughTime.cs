using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>How many decades |dL/dh_t| falls over a sequence, as both rules about it read it.</summary>
static class ThroughTime
{
    const double Late = 0.5;

    /// <summary>
    /// Decades from the step computed last to the one computed first, positive where the gradient falls: as probed at the end, else the median
    /// of what was logged as retention in the later half, of the net where it is furthest from zero; NaN where nobody measured it.
    /// </summary>
    public static (double Decades, string? Net) Of(Trace trace)
    {
        var probed = trace.Vital(Vitals.TimeDecades);
        if (double.IsFinite(probed)) return (probed, null);
        var nets = trace.Curves("grad/", "/retention")
            .Select(net => (Decades: -Robust.Median(Decades(net.Curve).Newest(Late).Values), Net: (string?)net.Name))
            .Where(net => double.IsFinite(net.Decades)).ToList();
        return nets.Count > 0 ? nets.MaxBy(net => Math.Abs(net.Decades)) : (double.NaN, null);
    }

    /// <summary>The retention of each net over training.</summary>
    public static EvidencePlot? Plot(Trace trace) => EvidencePlots.Of(
        "Gradient left at the first step of a sequence", "share of that at the last step", true, trace.Curves("grad/", "/retention"), ("unchanged", 1));

    static Curve Decades(Curve retention)
    {
        const double Nothing = 1e-30;
        return retention.Finite().Select(value => Math.Log10(Math.Max(value, Nothing)));
    }
}
