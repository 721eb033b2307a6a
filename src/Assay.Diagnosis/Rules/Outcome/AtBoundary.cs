using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Points of a ball crowd at its boundary, where distances grow without bound and gradients vanish.</summary>
static class AtBoundary
{
    const double LargestShare = 0.05, Smallest = 1e-4;

    public static Rule Rule { get; } = new("at-boundary", "Points stand at the ball's boundary.", Severity.Warning, Look) { Causes = [Causes.Curvature, Causes.RateTooHigh, Causes.Initialisation] };

    static Symptom? Look(Trace trace)
    {
        var share = trace.Vital(Vitals.AtBoundary);
        return Said.Of(double.IsNaN(share) ? double.NaN : Strengths.Decades(Math.Max(share, Smallest), LargestShare),
            () => $"{Said.Percent(share)} of the points are nearer to the boundary than 1 % of the radius.", null,
            new Alternative("They belong there: deep leaves of a tree lie far out.", "Lower the curvature or the rate: if the loss falls and they leave the boundary, they did not."));
    }
}
