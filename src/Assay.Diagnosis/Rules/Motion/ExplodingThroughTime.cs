using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>The gradient of the recurrent state grows over a sequence: updates follow its beginning and little else.</summary>
static class ExplodingThroughTime
{
    const double Threshold = 2;

    public static Rule Rule { get; } = new("exploding-through-time", "The gradient grows on its way back through time.", Severity.Warning, Look)
    {
        Causes = [Causes.Initialisation, Causes.Clipping, Causes.Activation, Causes.RateTooHigh],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var (decades, net) = ThroughTime.Of(trace);
        if (double.IsNaN(decades)) return null;
        var strength = Strengths.Bounded(-decades - Threshold);
        if (strength <= 0) return new Symptom(strength);
        var clipped = trace.Curve("clip/rate");
        return new Symptom(strength, Invariant($"The norm of dL/dh_t grows by {-decades:F1} decades from the end of a sequence to its beginning."))
        {
            Where = net,
            Plot = ThroughTime.Plot(trace),
            Alternatives =
            [
                new Alternative("Losses of all steps add up on the way back.", Invariant($"That gives a factor of at most the number of steps; {Math.Pow(10, -decades):G3} was measured.")),
                new Alternative("Clipping takes care of it.", clipped.Count > 0
                    ? Invariant($"{clipped.Tail(0.5):P0} of the later updates were clipped, but clipping shortens all directions alike.")
                    : "Nothing was clipped in this run."),
            ],
        };
    }
}
