namespace Assay.Runs;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>A process is writing it.</summary>
    Running,

    /// <summary>Came to its planned end.</summary>
    Finished,

    /// <summary>Ended early on request (Ctrl-C, early stopping by hand); it can be resumed.</summary>
    Stopped,

    /// <summary>A loss, gradient or parameter became NaN or infinite; the reason names it.</summary>
    Diverged,

    /// <summary>Ended by an error; the reason says which.</summary>
    Failed,

    /// <summary>Says running, but its process is gone. Derived by readers, never stored.</summary>
    Interrupted,
}
