using Assay.Runs;

namespace Assay.Sweeps;

/// <summary>What the journal says of one worker.</summary>
sealed record WorkerEntry(string Id, ProcessMark? Process, string? Slurm, DateTimeOffset First)
{
    /// <summary>When it last wrote.</summary>
    public DateTimeOffset Last { get; set; } = First;

    public bool Left { get; set; }
}
