namespace Assay.Sweeps;

/// <summary>Ends what has no prospect of winning.</summary>
public abstract class Pruner
{
    /// <summary>Decides about a replicate right after it reported a loss, which is the last of its reports.</summary>
    /// <param name="trial">The trial in question.</param>
    /// <param name="replicate">Which of its replicates reported.</param>
    /// <param name="others">All other trials.</param>
    public virtual PruneDecision AfterReport(TrialHistory trial, ReplicateHistory replicate, IReadOnlyList<TrialHistory> others) => PruneDecision.GoOn;

    /// <summary>Decides about a trial before it is given a further seed.</summary>
    /// <param name="trial">The trial in question; some of its replicates have finished.</param>
    /// <param name="others">All other trials.</param>
    public virtual PruneDecision BeforeSeed(TrialHistory trial, IReadOnlyList<TrialHistory> others) => PruneDecision.GoOn;
}
