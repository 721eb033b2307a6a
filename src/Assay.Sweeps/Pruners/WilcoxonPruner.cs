namespace Assay.Sweeps;

/// <summary>
/// Spares a trial further seeds when it is worse than the best one so far on the seeds that both have: losses are paired by seed, and
/// Wilcoxon's signed-rank test, one-sided, must show it. A replicate that diverged or failed is worse than any that finished.
/// </summary>
public sealed class WilcoxonPruner : Pruner
{
    readonly double _level;
    readonly int _fewest;

    /// <param name="level">Probability below which a difference counts as shown, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public WilcoxonPruner(double level = 0.1)
    {
        if (level is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "needed: a level between 0 and 1, such as 0.1");
        _level = level;
        // All of n pairs alike have probability 2^-n.
        _fewest = (int)Math.Floor(-Math.Log2(level)) + 1;
    }

    /// <inheritdoc/>
    public override PruneDecision BeforeSeed(TrialHistory trial, IReadOnlyList<TrialHistory> others)
    {
        var rival = others.Where(other => !double.IsNaN(other.MeanLoss) && Pairs(trial, other).Count >= _fewest).MinBy(other => other.MeanLoss);
        if (rival is null || trial.MeanLoss <= rival.MeanLoss) return PruneDecision.GoOn;
        var pairs = Pairs(trial, rival);
        var probability = SignedRank.ProbabilityOfAtLeast(pairs);
        var worse = pairs.Count(difference => difference > 0);
        return new PruneDecision(
            probability < _level,
            $"worse than trial {rival.Number} on {worse} of {pairs.Count} seeds, mean {trial.MeanLoss:g4} against {rival.MeanLoss:g4}, signed-rank p = {probability:g3}, needed: below {_level:g3}");
    }

    /// <summary>Loss less the other's by seed, where both ended.</summary>
    static List<double> Pairs(TrialHistory trial, TrialHistory other)
    {
        var differences = new List<double>();
        foreach (var replicate in trial.Replicates)
        {
            var partner = other.Replicates.FirstOrDefault(candidate => candidate.Seed == replicate.Seed);
            if (partner is null || Loss(replicate) is not { } loss || Loss(partner) is not { } paired) continue;
            differences.Add(loss == paired ? 0 : loss - paired);
        }
        return differences;
    }

    /// <summary>Null while it runs, and where it was ended early.</summary>
    static double? Loss(ReplicateHistory replicate) => replicate.State switch
    {
        TrialState.Finished => replicate.Loss,
        TrialState.Diverged or TrialState.Failed => double.PositiveInfinity,
        _ => null,
    };
}
