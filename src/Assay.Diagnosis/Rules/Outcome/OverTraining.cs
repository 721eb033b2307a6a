using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The best of validation lies behind: final against best, in units of its noise.</summary>
static class OverTraining
{
    public static Rule Rule { get; } = new("over-training", "The peak is passed: the model was better before.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooHigh, Causes.TooLittleData, Causes.LossFunction, Causes.OptimizerState], Live = true,
    };

    static Symptom? Look(Trace trace) => Peak.Of(trace.Validation) is not { } peak ? null : Said.Of(peak.Strength,
        () => $"Validation was {Said.N(peak.Best)} around step {peak.Step:N0} and is {Said.N(peak.Final)} after {peak.Since} more evaluations: {Said.N(100 * (peak.Final / peak.Best - 1))} % worse, "
            + $"{Said.N(peak.Errors)} standard errors, where the lowest of as many noisy values would give {Said.N(peak.Limit)}.",
        () => Said.Losses(trace),
        new Alternative("A lucky evaluation looks like a peak.", $"Means of {Peak.Stretch} neighbours are compared, and the limit allows for the choice of the lowest."),
        new Alternative("What is trained differs from what is validated.", "Then training and validation part although the model is no worse at what it is trained for: look at the training loss with frozen weights."));
}
