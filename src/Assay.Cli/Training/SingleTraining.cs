using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Trains one run from start or checkpoint to its report.</summary>
sealed class SingleTraining(Session session, RunStore store, TrainingOutput output)
{
    bool _lost;

    /// <summary>Makes a run and trains it.</summary>
    /// <returns>The exit code.</returns>
    public int Start(RunDraft draft)
    {
        using var run = store.Create(draft.Record());
        output.Begin(run.Id);
        Train(run, draft.Study, draft.Settings, resume: false, Title(draft.Study, draft.Settings));
        return End(run);
    }

    /// <summary>Trains a run on from its last checkpoint, or as a fresh schedule says.</summary>
    /// <returns>The exit code.</returns>
    public int Continue(RunReader reader, FreshSchedule? fresh = null)
    {
        var study = session.RequireStudy(reader);
        var settings = Resumption.Settings(study, reader);
        using var run = Resumption.Reopen(store, study, reader, fresh);
        output.Begin(run.Id);
        Train(run, study, settings, resume: true, Title(study, settings), fresh);
        return End(run);
    }

    /// <summary>Trains, ends the run as training says, and writes its report. An error marks the run as failed and goes on up.</summary>
    public RunStatus Train(Run run, Study study, SettingValues settings, bool resume, string title, FreshSchedule? fresh = null)
    {
        TrainingOutcome outcome;
        try
        {
            using var display = output.Display(title);
            using var guard = output.Guard(run);
            var control = new TrainingControl { Stop = guard?.Stop ?? output.Stop, Fresh = fresh, Progress = Progress(run, display, guard) };
            outcome = study.Train(run, settings, (ulong)run.Record.Seed, resume, control);
            if (outcome.Status == RunStatus.Stopped && guard?.Reason is { } reason) outcome = outcome with { Reason = reason };
            _lost |= guard?.Reason is not null || outcome.Status == RunStatus.Diverged;
        }
        catch (Exception e)
        {
            run.Finish(RunStatus.Failed, ErrorLine.Of(e));
            throw;
        }

        run.Finish(outcome.Status, outcome.Reason);
        ReportFiles.Write(store, store.Open(run.Id));
        return outcome.Status;
    }

    int End(Run run)
    {
        var code = output.End(store.Open(run.Id), []);
        return _lost && output.Watch == WatchMode.Repair ? (session.Repair ?? new RunRepair(session, store, output).Run)(store.Open(run.Id)) : code;
    }

    static Action<TrainingProgress> Progress(Run run, TrainingDisplay? display, TrainingGuard? guard) => progress =>
    {
        run.Record.PlannedSteps = Math.Max(run.Record.PlannedSteps, progress.Steps);
        guard?.Plan(progress.Steps);
        display?.Update(progress);
    };

    static string Title(Study study, SettingValues settings) => settings.Preset is null ? study.Name : $"{study.Name}, preset {settings.Preset.Name}";
}
