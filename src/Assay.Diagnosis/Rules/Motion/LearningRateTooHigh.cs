using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>From the weights reached, a lower learning rate wins at once what this one cannot.</summary>
static class LearningRateTooHigh
{
    public static Rule Rule { get; } = new("learning-rate-too-high", "A lower learning rate trains better from here.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooHigh, Causes.BatchSize, Causes.OptimizerState, Causes.Initialisation],
    };

    static Symptom? Look(Trace trace)
    {
        if (RateTest.Of(trace) is not { } test || test.Best(-1) is not { } lower || test.Best(0) is not { } own) return null;
        var strength = Strengths.Decades(Math.Max(test.Gain(-1), 1e-4), RateTest.Threshold);
        if (strength <= 0) return new Symptom(strength);
        return new Symptom(strength, Invariant($"From the final weights, steps at {lower.Multiple} times the rate bring the training loss to {lower.Ratio:P0} of what it was; at the rate itself to {own.Ratio:P0}."))
        {
            Where = "learning rate",
            Plot = test.Plot(),
            Alternatives =
            [
                new Alternative("The rate was right to get here and only its decay is missing.", "Then the whole training at the lower rate is no better than this one: train it once at the same length."),
                new Alternative("Batches are so small that their noise limits the rate.", "Four times the batch at the same rate would win as much."),
            ],
        };
    }
}
