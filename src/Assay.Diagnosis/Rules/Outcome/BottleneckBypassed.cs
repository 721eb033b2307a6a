using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// The decoder does not need the code: the score hardly changes with another example's, or falls only when what goes around is taken away.
/// </summary>
static class BottleneckBypassed
{
    const double LargestShare = 0.5, LeastShare = 5e-3, LeastSkill = 0.05;

    public static Rule Rule { get; } = new("bottleneck-bypassed", "Something goes around the bottleneck.", Severity.Error, Look) { Causes = [Causes.Bypass] };

    static Symptom? Look(Trace trace)
    {
        var (share, words) = Exchanged(trace);
        var (gone, without) = StatesZeroed(trace);
        var wide = trace.Record.Settings.GetValueOrDefault("attend") is "encoder" ? 1 / CodeUnits.Recorded(trace, "test/compression") : double.NaN;
        if (double.IsNaN(share) && double.IsNaN(gone) && double.IsNaN(wide)) return null;
        var strength = Math.Max(Of(share), Of(gone));
        // More floats that cross than were read are no bottleneck, whatever takes which way.
        if (!double.IsNaN(wide)) strength = Math.Max(strength, Strengths.Decades(wide, 1));
        return Said.Of(strength,
            () => words + without + (double.IsNaN(wide) ? "" : $"The decoder attends to the encoder's states: {Said.N(wide)} times as many floats cross as were read."), null,
            new Alternative("Codes of all examples are alike, so that exchanging them changes nothing.", "Then the score is near the trivial one: see latent-collapse and posterior-collapse."));
    }

    // How much of the gain over the trivial predictor is left with another example's code. A model without any gain says nothing.
    static (double Share, string Words) Exchanged(Trace trace)
    {
        if (Measured.Ablation(trace, Vitals.CodeShuffled, "code of another window") is not { } pair || !(trace.Trivial > 0) || Measured.Gain(trace.Trivial, pair.Intact) < LeastSkill)
            return (double.NaN, "");
        var share = (trace.Trivial - pair.Changed) / (trace.Trivial - pair.Intact);
        return (share, $"With another example's code the score is {Said.N(pair.Changed)} instead of {Said.N(pair.Intact)}, trivial {Said.N(trace.Trivial)}: {Said.Percent(share)} of the gain do not pass the code. ");
    }

    static (double Share, string Words) StatesZeroed(Trace trace)
    {
        var kept = trace.Record.Ablations.GetValueOrDefault("encoder states zeroed")?.GetValueOrDefault("test/gain/kept", double.NaN) ?? double.NaN;
        return (1 - kept, double.IsNaN(kept) ? "" : $"Without the encoder's states {Said.Percent(kept)} of the gain are left. ");
    }

    static double Of(double share) => double.IsNaN(share) ? -Strengths.Largest : Strengths.Decades(Math.Clamp(share, LeastShare, 1), LargestShare);
}
