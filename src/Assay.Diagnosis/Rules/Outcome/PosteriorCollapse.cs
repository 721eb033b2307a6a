using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The codes of a variational model do not differ from their prior, whatever is encoded.</summary>
static class PosteriorCollapse
{
    const double SmallestShare = 0.15, SmallestDivergence = 0.25;

    public static Rule Rule { get; } = new("posterior-collapse", "The posterior has collapsed: codes carry next to nothing.", Severity.Error, Look) { Causes = [Causes.Prior, Causes.RateTooHigh] };

    static Symptom? Look(Trace trace)
    {
        var divergence = Divergence(trace);
        if (double.IsNaN(divergence)) return null;
        var strength = Strengths.Decades(SmallestDivergence, Math.Max(divergence, 1e-4));
        var active = CodeUnits.Active(trace);
        // Few units with much in them are a code; so are many with little.
        if (!double.IsNaN(active)) strength = Math.Min(strength, Strengths.Decades(SmallestShare, Math.Max(active, 1e-3)));
        return Said.Of(strength,
            () => $"The codes diverge from their prior by {Said.N(divergence)} nats an example" + (double.IsNaN(active) ? "." : $"; {Said.Percent(active)} of their numbers vary with what is encoded."), null,
            new Alternative("The decoder does not need the code because it is told the target.", "Take what it is told away, or corrupt it: divergence that rises would show so."),
            new Alternative("There is nothing to encode: examples are noise.", "Principal components that beat the trivial predictor would refute it."));
    }

    /// <summary>Nats an example; NaN for models without a posterior.</summary>
    public static double Divergence(Trace trace)
    {
        var measured = trace.Vital(Vitals.LatentDivergence);
        return double.IsNaN(measured) ? CodeUnits.Recorded(trace, "test/kl") : measured;
    }
}
