namespace Assay.Sweeps;

/// <summary>What replicates reported on the way; a loss that is no number counts as infinite.</summary>
static class Curves
{
    /// <summary>The loss of the first report at a step or after it; null where none came so far.</summary>
    public static double? At(ReplicateHistory replicate, double step)
    {
        foreach (var report in replicate.Reports)
            if (report.Step >= step)
                return Number(report.Loss);
        return null;
    }

    /// <summary>The least loss reported up to a step; null where no report reaches it.</summary>
    public static double? LeastUpTo(ReplicateHistory replicate, int step)
    {
        if (replicate.Reports.Count == 0 || replicate.Reports[^1].Step < step) return null;
        var least = double.PositiveInfinity;
        foreach (var report in replicate.Reports)
            if (report.Step <= step)
                least = Math.Min(least, Number(report.Loss));
        return least;
    }

    static double Number(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;
}
