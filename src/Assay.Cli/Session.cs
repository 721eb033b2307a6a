using Assay.Diagnosis;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>What one call of the program has: its arguments, the studies it knows, where it writes and its clock.</summary>
sealed record Session(IReadOnlyList<string> Args, IReadOnlyList<Study> Studies, Terminal Terminal)
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How much watching a training may cost and how patient it is.</summary>
    public WatchLimits WatchLimits { get; init; } = new();

    /// <summary>Who looks at a training that is watched.</summary>
    public Func<Trace, Opinion> Watch { get; init; } = Doctor.Watch;

    /// <summary>Tries remedies on a run that was stopped or diverged under <c>--watch repair</c> and returns the exit code; null where only the command is named.</summary>
    public Func<RunReader, int>? Repair { get; init; }

    /// <summary>The study that a user names.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public Study FindStudy(string? name)
    {
        var names = Studies.Select(study => study.Name).ToList();
        if (name is null) throw new UsageException($"which study? There are: {string.Join(", ", names)}");
        return Studies.FirstOrDefault(study => study.Name == name)
            ?? throw new UsageException($"there is no study '{name}'{Nearest.Suggest(name, names)}; there are: {string.Join(", ", names)}");
    }

    /// <summary>The study a stored run belongs to, or null where this program does not have it.</summary>
    public Study? StudyOf(RunReader run) => Studies.FirstOrDefault(study => study.Name == run.Record.Study);

    /// <summary>The study a stored run belongs to.</summary>
    /// <exception cref="InvalidOperationException">This program does not have it.</exception>
    public Study RequireStudy(RunReader run) => StudyOf(run) ?? throw new InvalidOperationException(
        $"run '{run.Id}' belongs to the study '{run.Record.Study}', which this program does not have; it has: {string.Join(", ", Studies.Select(s => s.Name))}");
}
