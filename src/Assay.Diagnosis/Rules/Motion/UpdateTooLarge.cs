using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>Updates are large beside the weights they change: some weight, at its median step, moves by more than a tenth of itself.</summary>
static class UpdateTooLarge
{
    const double Threshold = 1e-1;

    public static Rule Rule { get; } = new("update-too-large", "A weight is thrown about by its updates.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooHigh, Causes.Initialisation, Causes.Clipping, Causes.OptimizerState],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var ratios = UpdateRatios.Of(trace);
        if (ratios.Count == 0) return null;
        var fastest = ratios.MaxBy(ratio => ratio.Decades);
        var strength = Strengths.Bounded(fastest.Decades - Math.Log10(Threshold));
        if (strength <= 0) return new Symptom(strength);

        var middle = Math.Pow(10, Robust.Median(ratios.Select(ratio => ratio.Decades)));
        return new Symptom(strength, Invariant($"'{fastest.Name}' moves by {Math.Pow(10, fastest.Decades):G2} of its norm in its median step (healthy: around 1e-3, at most {Threshold}); the median weight by {middle:G2}."))
        {
            Where = fastest.Name,
            Plot = UpdateRatios.Plot(trace, fastest.Name, Threshold),
            Alternatives =
            [
                new Alternative("This one weight began near zero and has no size of its own yet.", Invariant($"The median weight moves by {middle:G2}: {(middle > Threshold ? "all of them do" : "it is this one and not all")}.")),
            ],
        };
    }
}
