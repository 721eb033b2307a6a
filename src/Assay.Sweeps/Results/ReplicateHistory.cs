namespace Assay.Sweeps;

/// <summary>One training of a trial: the same configuration as its siblings, with its own seed.</summary>
/// <param name="Seed">Of everything random in it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reports">Losses reported on the way, with rising steps (epochs, usually).</param>
/// <param name="Loss">The final loss; NaN until it finished. Less is better: what is to be maximised has its sign changed.</param>
public sealed record ReplicateHistory(long Seed, TrialState State, IReadOnlyList<(int Step, double Loss)> Reports, double Loss);
