using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>From the weights reached, a higher learning rate wins much more in the same steps.</summary>
static class LearningRateTooLow
{
    public static Rule Rule { get; } = new("learning-rate-too-low", "A higher learning rate trains faster from here.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooLow, Causes.TooFewUpdates, Causes.OptimizerState, Causes.InputScale],
    };

    static Symptom? Look(Trace trace)
    {
        if (RateTest.Of(trace) is not { } test || test.Best(1) is not { } higher || test.Best(0) is not { } own) return null;
        var strength = Strengths.Decades(Math.Max(test.Gain(1), 1e-4), RateTest.Threshold);
        if (strength <= 0) return new Symptom(strength);
        var schedule = trace.Curve("lr").Finite();
        return new Symptom(strength, Invariant($"From the final weights, steps at {higher.Multiple} times the rate bring the training loss to {higher.Ratio:P0} of what it was; at the rate itself to {own.Ratio:P0}."))
        {
            Where = "learning rate",
            Plot = test.Plot(),
            Alternatives =
            [
                new Alternative("The rate has decayed by plan and its peak was right.", schedule.Count > 0 && schedule.Values.Max() > 0
                    ? Invariant($"The rate stands at {schedule.Last / schedule.Values.Max():P0} of its largest value.")
                    : "The learning rate was not logged."),
                new Alternative("Training is only too short.", "The higher rate wins in the same number of steps, so length is not all."),
            ],
        };
    }
}
