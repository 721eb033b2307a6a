using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>The gradient of the recurrent state vanishes over a sequence: its beginning cannot be learned from.</summary>
static class VanishingThroughTime
{
    const double Threshold = 3;

    public static Rule Rule { get; } = new("vanishing-through-time", "The gradient vanishes on its way back through time.", Severity.Warning, Look)
    {
        Causes = [Causes.StateHandling, Causes.Activation, Causes.Initialisation],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var (decades, net) = ThroughTime.Of(trace);
        if (double.IsNaN(decades)) return null;
        var strength = Strengths.Bounded(decades - Threshold);
        if (strength <= 0) return new Symptom(strength);
        return new Symptom(strength, Invariant($"The norm of dL/dh_t falls by {decades:F1} decades from the end of a sequence to its beginning; {Threshold:F0} are too many to learn from."))
        {
            Where = net,
            Plot = ThroughTime.Plot(trace),
            Alternatives =
            [
                new Alternative("The task needs no long memory, so a gradient that far back has nothing to say.", "Resetting the state in the middle of sequences would not hurt then; compare the loss with and without it."),
                new Alternative("The loss of every step has its own short way, and hides what long ways do.", "Take the gradient of the last step's loss alone."),
            ],
        };
    }
}
