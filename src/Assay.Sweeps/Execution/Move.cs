namespace Assay.Sweeps;

/// <summary>What a worker does next.</summary>
enum MoveKind
{
    /// <summary>Train the replicate, which is claimed.</summary>
    Train,

    /// <summary>Ask again a little later: what comes next depends on what others are training.</summary>
    Wait,

    /// <summary>Nothing is left to do.</summary>
    Leave,
}

/// <summary>What a worker does next, and with which replicate.</summary>
readonly record struct Move(MoveKind Kind, TrialEntry? Trial = null, ReplicateEntry? Replicate = null);
