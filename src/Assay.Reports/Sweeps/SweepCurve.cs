using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>What the curve of a training says.</summary>
static class SweepCurve
{
    /// <summary>The point at which the watched metric was best, the first where several are; null where it has no finite value.</summary>
    public static (int Epoch, double Value)? Best(SweepPlan plan, ReplicateResult replicate)
    {
        (int Epoch, double Value)? best = null;
        foreach (var point in replicate.Curve)
            if (double.IsFinite(point.Value) && (best is null || plan.Loss(point.Value) < plan.Loss(best.Value.Value))) best = point;
        return best;
    }
}
