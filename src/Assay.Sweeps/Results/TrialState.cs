namespace Assay.Sweeps;

/// <summary>Where a trial, or one of its replicates, stands.</summary>
public enum TrialState
{
    /// <summary>Proposed; not all of its replicates have ended.</summary>
    Running,

    /// <summary>Came to its end.</summary>
    Finished,

    /// <summary>Ended early because others were better.</summary>
    Pruned,

    /// <summary>Diverged: a result, and the worst there is.</summary>
    Diverged,

    /// <summary>Ended by an error.</summary>
    Failed,
}
