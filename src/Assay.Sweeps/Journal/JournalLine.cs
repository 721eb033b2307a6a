using Assay.Runs;

namespace Assay.Sweeps;

/// <summary>One line of <c>journal.jsonl</c>; what a kind of line has is in docs/run-format.md, all else is null.</summary>
sealed record JournalLine
{
    public required JournalKind Kind { get; init; }

    /// <summary>When it was appended (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who appended it, such as <c>w3</c>.</summary>
    public string? Worker { get; init; }

    public string? Phase { get; init; }

    /// <summary>Number of the trial.</summary>
    public int? Trial { get; init; }

    /// <summary>Name of a configuration that was written down.</summary>
    public string? Name { get; init; }

    /// <summary>What a configuration changes beyond its phase's settings.</summary>
    public IReadOnlyDictionary<string, object>? Values { get; init; }

    public long? Seed { get; init; }

    /// <summary>Id of the replicate's run.</summary>
    public string? Run { get; init; }

    /// <summary>1 for the first claim of a replicate.</summary>
    public int? Attempt { get; init; }

    /// <summary>Epoch of a report; seeds done, of a race.</summary>
    public int? Step { get; init; }

    public TrialState? State { get; init; }

    public double? Value { get; init; }

    /// <summary>Of training.</summary>
    public double? Seconds { get; init; }

    public bool? Stop { get; init; }

    public string? Reason { get; init; }

    public ProcessMark? Process { get; init; }

    /// <summary>The task of a Slurm array, such as <c>17_3</c>.</summary>
    public string? Slurm { get; init; }
}
