using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The loss of a block rises while others are trained.</summary>
static class Forgetting
{
    const double SmallestRatio = 2, SmallestShare = 0.05;

    public static Rule Rule { get; } = new("forgetting", "What was learned in one block is lost in the next.", Severity.Warning, Look)
    {
        Causes = [Causes.RateTooHigh, Causes.StateHandling, Causes.BatchSize], Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var blocks = trace.Curves(Vitals.Block).Select(block => (block.Name, Curve: block.Curve.Finite())).Where(block => block.Curve.Count >= 3).ToList();
        if (blocks.Count < 2) return null;
        var (strength, name, curve) = blocks.Select(block => (Strength: Lost(trace, block.Curve, blocks), block.Name, block.Curve)).MaxBy(block => block.Strength);
        return Said.Of(strength,
            () => $"Block {name} was at {Said.N(curve.Values.Min())} and is at {Said.N(curve.Last)}; newest losses: {string.Join(", ", blocks.Take(8).Select(block => $"{block.Name} {Said.N(block.Curve.Last)}"))}.",
            () => EvidencePlots.Of("Losses of blocks", "loss", logarithmic: true, blocks.Take(8), ("trivial", trace.Trivial)),
            new Alternative("All blocks get worse: training diverges.", "At least one other block has become better since this one was best.")) is { } symptom ? symptom with { Where = $"block {name}" } : null;
    }

    // Decades that a block rose above its best beyond what counts, but no more than another block fell in the same time.
    static double Lost(Trace trace, Curve curve, List<(string Name, Curve Curve)> blocks)
    {
        var least = curve.Values.Min();
        var place = curve.Values.ToList().IndexOf(least);
        var scale = trace.Trivial > 0 ? trace.Trivial : curve.Values.Max();
        var rise = Math.Min(Strengths.Decades(curve.Last, SmallestRatio * Math.Max(least, 1e-12)), Strengths.Decades(curve.Last - least, SmallestShare * scale));
        var fall = blocks.Where(other => other.Curve != curve).Max(other =>
            Strengths.Decades(other.Curve.Until(curve.Steps[place]) is { Count: > 0 } before ? before.Last : other.Curve.First, Math.Max(other.Curve.Last, 1e-12)));
        return Math.Min(rise, fall);
    }
}
