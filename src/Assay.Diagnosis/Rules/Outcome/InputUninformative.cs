using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Nothing that reads the input is better than a constant: neither a linear model, nor nearest neighbours, nor the network.</summary>
static class InputUninformative
{
    const double SmallestSkill = 0.05, LeastSkill = 5e-4;

    public static Rule Rule { get; } = new("input-uninformative", "The input carries no information about the target that any model here has found.", Severity.Error, Look)
    {
        Causes = [Causes.Uninformative, Causes.Labels],
    };

    static Symptom? Look(Trace trace)
    {
        var linear = Measured.Baseline(trace, Vitals.Linear, BelowLinear.Words);
        var neighbour = Measured.Baseline(trace, Vitals.Neighbour, BelowNeighbour.Words);
        if (linear is null && neighbour is null || !(trace.Trivial > 0) || !double.IsFinite(trace.Reached)) return null;
        var best = new[] { trace.Reached, trace.Frozen.Tail(0.1), linear?.Other ?? double.NaN, neighbour?.Other ?? double.NaN }.Where(double.IsFinite).Min();
        return Said.Of(Strengths.Decades(SmallestSkill, Math.Max(Measured.Gain(trace.Trivial, best), LeastSkill)),
            () => $"The trivial predictor has {Said.N(trace.Trivial)}, the network {Said.N(trace.Reached)}"
                + (linear is { } line ? $", a linear model {Said.N(line.Other)}" : "") + (neighbour is { } near ? $", nearest neighbours {Said.N(near.Other)}" : "") + ".", null,
            new Alternative("Only a function that none of them can form ties the target to the input, such as a parity or a long memory.", "Name it and build it by hand: if it beats the trivial predictor, the information is there."),
            new Alternative("Targets are shifted against their inputs.", "Try the targets of the rows before and after: if any is predicted, they are."));
    }
}
