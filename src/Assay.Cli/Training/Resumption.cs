using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Decides whether a stored run can be trained on, and opens it.</summary>
static class Resumption
{
    /// <summary>The values the run was made with.</summary>
    public static SettingValues Settings(Study study, RunReader run) => SettingValues.FromRecord(study, run.Record.Preset, run.Record.Settings);

    /// <summary>Refuses runs that cannot go on; with a fresh schedule those that came to an end can, too.</summary>
    /// <exception cref="InvalidOperationException">The run came to its end, or is being written.</exception>
    public static void Check(RunReader run, bool fresh = false)
    {
        var problem = run.Status switch
        {
            RunStatus.Finished when !fresh => $"is finished; 'assay show {run.Id}' shows it, and 'assay resume {run.Id} --scheduler cosine --epochs 10' trains it further",
            RunStatus.Running => $"is being written by process {run.Record.Process?.Pid} on {run.Record.Process?.Host}",
            RunStatus.Diverged when !fresh => $"diverged ({run.Record.Reason}) and would do so again, bit for bit; train anew with other settings",
            _ => null,
        };
        if (problem is not null) throw new InvalidOperationException($"run '{run.Id}' {problem}");
    }

    /// <summary>Opens the run at its last checkpoint, or at that of a fresh schedule.</summary>
    /// <exception cref="InvalidOperationException">It cannot be resumed; the message says why.</exception>
    /// <exception cref="InvalidDataException">Its checkpoint or record is damaged.</exception>
    public static Run Reopen(RunStore store, Study study, RunReader run, FreshSchedule? fresh = null)
    {
        Check(run, fresh is not null);
        var checkpoint = fresh?.From ?? "last";
        if (!run.HasCheckpoint(checkpoint))
            throw new InvalidOperationException($"run '{run.Id}' has no checkpoint yet, so there is nothing to resume from; train anew");
        if (fresh is not null) study.CheckFresh(run, Settings(study, run), fresh);
        var (step, epoch, seconds) = study.ResumePoint(run, checkpoint);
        return store.Reopen(run.Id, step, epoch, seconds, new RunResumption(default, step, epoch, checkpoint, fresh?.Scheduler, fresh?.Epochs, fresh?.Rate));
    }
}
