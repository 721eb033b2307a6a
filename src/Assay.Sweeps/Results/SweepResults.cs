namespace Assay.Sweeps;

/// <summary>Everything a sweep has so far.</summary>
/// <param name="Plan">What was asked for.</param>
/// <param name="Trials">In the order of proposal.</param>
/// <param name="Pruned">Every decision of a pruner or a race, in order.</param>
/// <param name="Seconds">Since the sweep began, pauses between resumptions left out.</param>
/// <param name="Workers">Processes that took part.</param>
public sealed record SweepResults(SweepPlan Plan, IReadOnlyList<TrialResult> Trials, IReadOnlyList<PruneRecord> Pruned, double Seconds, int Workers)
{
    /// <summary>The trials of a phase.</summary>
    public IReadOnlyList<TrialResult> Of(SweepPhase phase) => [.. Trials.Where(trial => trial.Phase == phase.Name)];
}
