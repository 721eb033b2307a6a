namespace Assay.Sweeps;

/// <summary>A configuration and what came of it with each seed.</summary>
/// <param name="Number">0-based over the whole sweep, in the order of proposal.</param>
/// <param name="Phase">Name of its phase.</param>
/// <param name="Name">The name it was written down with, or null where a sampler proposed it.</param>
/// <param name="Values">What it changes.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Replicates">In the order of the phase's seeds.</param>
public sealed record TrialResult(
    int Number, string Phase, string? Name, IReadOnlyDictionary<string, object> Values, TrialState State, IReadOnlyList<ReplicateResult> Replicates)
{
    /// <summary>The judged values of the replicates that finished.</summary>
    public IReadOnlyList<double> Finished => [.. Replicates.Where(replicate => replicate.State == TrialState.Finished).Select(replicate => replicate.Value)];
}
