using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>Updates are tiny beside the weights they change: the median weight, at its median step, moves by less than 1e-4 of itself.</summary>
static class UpdateTooSmall
{
    const double Threshold = 1e-4;

    public static Rule Rule { get; } = new("update-too-small", "The weights hardly move.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooLow, Causes.OptimizerState, Causes.Frozen, Causes.Clipping, Causes.TooFewUpdates],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var ratios = UpdateRatios.Of(trace);
        if (ratios.Count == 0) return null;
        var middle = Robust.Median(ratios.Select(ratio => ratio.Decades));
        var strength = Strengths.Bounded(Math.Log10(Threshold) - middle);
        if (strength <= 0) return new Symptom(strength);

        var slowest = ratios.MinBy(ratio => ratio.Decades);
        var size = Math.Pow(10, middle);
        return new Symptom(strength, Invariant($"The median weight moves by {size:G2} of its norm in a step (healthy: around 1e-3, at least {Threshold}), the slowest by {Math.Pow(10, slowest.Decades):G2}. After {trace.Step} steps in one direction that would be {size * trace.Step:G2} of it."))
        {
            Where = slowest.Name,
            Plot = UpdateRatios.Plot(trace, slowest.Name, Threshold),
            Alternatives =
            [
                new Alternative("The training has converged and is meant to stand still.", UpdateRatios.Early(trace, ratios)),
                new Alternative("A long training needs no larger steps.", Invariant($"Steps times ratio is {size * trace.Step:G2}; a training that travels far has 1 or more.")),
            ],
        };
    }
}
