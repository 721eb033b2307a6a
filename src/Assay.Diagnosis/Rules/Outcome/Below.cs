using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A model that is worse than a baseline, over held-out items in pairs where a run has their scores.</summary>
static class Below
{
    // Standard errors from which a mean difference over items counts.
    const double Errors = 2;

    // A baseline that is ahead by less of the trivial loss wins by a rounding of what both have solved.
    const double SmallestShare = 0.05;

    public static Symptom? Look(Trace trace, (double Own, double Other, string Name)? pair, double ratio, string what, params Alternative[] alternatives)
    {
        if (pair is not { } found) return null;
        var strength = Strengths.Decades(found.Own, ratio * Math.Max(found.Other, 1e-12));
        if (trace.Trivial > 0) strength = Math.Min(strength, Strengths.Decades(found.Own - found.Other, SmallestShare * trace.Trivial));
        var errors = Measured.Excess(trace, found.Name);
        if (double.IsFinite(errors)) strength = Math.Min(strength, Strengths.Decades(Math.Max(errors, 0.01), Errors));
        return Said.Of(strength,
            () => $"The network has {Said.N(found.Own)}, {what} {Said.N(found.Other)}" + (double.IsFinite(errors) ? $"; over held-out items in pairs that is {Said.N(errors)} standard errors." : "."),
            null, alternatives);
    }
}
