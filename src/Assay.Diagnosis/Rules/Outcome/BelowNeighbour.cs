using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The mean of the nearest training examples does better.</summary>
static class BelowNeighbour
{
    const double SmallestRatio = 1.05;

    /// <summary>What the names of such baselines of studies contain.</summary>
    public static string[] Words { get; } = ["neighbour", "memoryless"];

    public static Rule Rule { get; } = new("below-neighbour", "Looking up the nearest training examples beats the network.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooLow, Causes.TooFewUpdates, Causes.Capacity, Causes.Activation, Causes.Initialisation],
    };

    static Symptom? Look(Trace trace) => Below.Look(trace, Measured.Baseline(trace, Vitals.Neighbour, Words), SmallestRatio, "the mean of the nearest training examples",
        new Alternative("Validation examples have copies among the training examples, which a look-up finds.", "The audit shared-rows counts them."));
}
