namespace Assay.Sweeps;

/// <summary>What a pruner decided.</summary>
/// <param name="Stop">Whether to end it.</param>
/// <param name="Reason">What was compared with what, in numbers; empty where there was nothing to compare.</param>
public sealed record PruneDecision(bool Stop, string Reason)
{
    /// <summary>Nothing to compare with yet.</summary>
    public static PruneDecision GoOn { get; } = new(false, "");
}
