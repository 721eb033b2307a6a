namespace Assay.Sweeps;

/// <summary>What a line of the journal says.</summary>
enum JournalKind
{
    /// <summary>A worker began.</summary>
    Join,

    /// <summary>A worker left.</summary>
    Leave,

    /// <summary>A phase began.</summary>
    Phase,

    /// <summary>A configuration was proposed.</summary>
    Trial,

    /// <summary>The sampler of a phase had no further configuration.</summary>
    Exhausted,

    /// <summary>A worker took a replicate.</summary>
    Claim,

    /// <summary>A worker that was asked to stop gave a replicate back.</summary>
    Release,

    /// <summary>A replicate was taken from a worker that is gone.</summary>
    Abandon,

    /// <summary>The watched metric of a replicate after an epoch.</summary>
    Report,

    /// <summary>A pruner decided about a replicate, or about a trial before a further seed.</summary>
    Prune,

    /// <summary>A race decided whether a trial gets a further seed.</summary>
    Race,

    /// <summary>A replicate ended.</summary>
    Result,

    /// <summary>Too much failed: workers leave.</summary>
    Halt,

    /// <summary>What failed is tried once more.</summary>
    Retry,

    /// <summary>Every phase is over.</summary>
    Done,
}
