using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>
/// Ends a replicate whose least loss so far is worse than the median of what the replicates of other trials had at the same step
/// (Golovin and others: "Google Vizier", 2017, there with running means).
/// </summary>
public sealed class MedianPruner : Pruner
{
    readonly int _startup;
    readonly int _warmUp;

    /// <param name="startup">Other trials that must have come to the step, at least 1.</param>
    /// <param name="warmUp">Up to this step all go on.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its least value.</exception>
    public MedianPruner(int startup = 5, int warmUp = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(startup, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        (_startup, _warmUp) = (startup, warmUp);
    }

    /// <inheritdoc/>
    public override PruneDecision AfterReport(TrialHistory trial, ReplicateHistory replicate, IReadOnlyList<TrialHistory> others)
    {
        if (replicate.Reports.Count == 0 || replicate.Reports[^1].Step <= _warmUp) return PruneDecision.GoOn;
        var step = replicate.Reports[^1].Step;
        var came = others.Select(other => other.Replicates.Select(one => Curves.LeastUpTo(one, step)).OfType<double>().ToList()).Where(losses => losses.Count > 0).ToList();
        if (came.Count < _startup) return PruneDecision.GoOn;
        var least = Curves.LeastUpTo(replicate, step)!.Value;
        var median = Median([.. came.SelectMany(losses => losses)]);
        return new PruneDecision(least > median, $"at step {step} its least loss is {least:g4}, the median of {came.Count} other trials {median:g4}");
    }

    static double Median(double[] losses)
    {
        Array.Sort(losses);
        var middle = losses[(losses.Length - 1) / 2];
        return double.IsInfinity(losses[losses.Length / 2]) ? middle : Quantiles.OfSorted(losses, 0.5);
    }
}
