using Assay.Runs;

namespace Assay.Studies;

/// <summary>Trainings that a program starts itself, without the command line.</summary>
static class DirectTraining
{
    /// <summary>Trains a run of a study to its end and opens what came out.</summary>
    /// <param name="study">Which study.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="seed">Of everything random; not negative.</param>
    /// <param name="runsFolder">Where the run is kept; null keeps none.</param>
    /// <param name="caller">What the record names as its command.</param>
    /// <param name="control">What the caller asks and hears.</param>
    /// <param name="open">Opens the finished run before its folder may go.</param>
    /// <exception cref="InvalidOperationException">Training diverged; the message says where and what to do.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. A kept run can be resumed.</exception>
    public static T Train<T>(Study study, SettingValues settings, long seed, string? runsFolder, string caller, TrainingControl control, Func<RunReader, T> open)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        using var folder = new ScratchFolder(runsFolder);
        using var run = new RunStore(folder.Path).Create(study.Draft(settings, seed, [caller]));
        TrainingOutcome outcome;
        try
        {
            outcome = study.Train(run, settings, (ulong)seed, resume: false, control);
        }
        catch (Exception exception)
        {
            run.Finish(RunStatus.Failed, exception.Message);
            throw;
        }
        run.Finish(outcome.Status, outcome.Reason);
        return outcome.Status switch
        {
            RunStatus.Finished => open(new RunReader(run.Folder)),
            RunStatus.Stopped => throw new OperationCanceledException(
                $"training was {outcome.Reason}{(runsFolder is null ? "; nothing is kept without RunsFolder" : $"; 'assay resume {run.Id}' goes on with it")}", control.Stop),
            _ => throw new InvalidOperationException($"training diverged: {outcome.Reason}; lower the learning rate (lr) or clip harder (clip)"),
        };
    }

    /// <summary>Settings of a preset, changed one by one.</summary>
    /// <exception cref="ArgumentException">There is no such preset or setting, a value does not fit, or the preset stands for several runs.</exception>
    public static SettingValues Resolve(Study study, string? preset, IEnumerable<KeyValuePair<string, object>> changes)
    {
        var settings = SettingValues.Resolve(study, preset, []);
        if (settings.Preset?.Members.Count > 0)
        {
            var single = study.Presets.Where(one => one.Members.Count == 0).Select(one => one.Name).ToList();
            throw new ArgumentException($"preset '{settings.Preset.Name}' stands for {settings.Preset.Members.Count} runs; needed: {(single.Count == 0 ? "none" : $"one of {string.Join(", ", single)}")}");
        }
        settings = settings.With(study, new Dictionary<string, object>(changes));
        study.Check(settings);
        return settings;
    }
}
