using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A linear model of the inputs does better.</summary>
static class BelowLinear
{
    const double SmallestRatio = 1.05;

    /// <summary>What the names of linear baselines of studies contain.</summary>
    public static string[] Words { get; } = ["linear", "ridge"];

    public static Rule Rule { get; } = new("below-linear", "A linear model beats the network.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooLow, Causes.TooFewUpdates, Causes.Initialisation, Causes.Activation, Causes.RateTooHigh, Causes.Regularisation],
    };

    static Symptom? Look(Trace trace) => Below.Look(trace, Measured.Baseline(trace, Vitals.Linear, Words), SmallestRatio, "ridge regression from the inputs",
        new Alternative("The network over-fits where a linear model cannot.", "Compare both on training data: over-fitting shows as a network that is better there."),
        new Alternative("The linear model was given more to read.", "Both must see the same window of the same split."));
}
