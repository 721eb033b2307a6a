using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Trains one run from start or checkpoint to its report.</summary>
sealed class SingleTraining(Session session, RunStore store, TrainingOutput output)
{
    /// <summary>Makes a run and trains it.</summary>
    /// <returns>The exit code.</returns>
    public int Start(RunDraft draft)
    {
        using var run = store.Create(draft.Record());
        output.Begin(run.Id);
        Train(run, draft.Study, draft.Settings, resume: false, Title(draft.Study, draft.Settings));
        return output.End(store.Open(run.Id), []);
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
        return output.End(store.Open(run.Id), []);
    }

    /// <summary>Trains, ends the run as training says, and writes its report. An error marks the run as failed and goes on up.</summary>
    public RunStatus Train(Run run, Study study, SettingValues settings, bool resume, string title, FreshSchedule? fresh = null)
    {
        TrainingOutcome outcome;
        try
        {
            using var display = output.Display(title);
            var control = new TrainingControl { Stop = output.Stop, Fresh = fresh, Progress = display is null ? null : display.Update };
            outcome = study.Train(run, settings, (ulong)run.Record.Seed, resume, control);
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

    static string Title(Study study, SettingValues settings) => settings.Preset is null ? study.Name : $"{study.Name}, preset {settings.Preset.Name}";
}
