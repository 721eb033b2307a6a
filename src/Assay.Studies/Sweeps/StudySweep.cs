using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Studies;

/// <summary>Sweeps over a study's settings that a program runs itself, without the command line.</summary>
public static class StudySweep
{
    /// <summary>Runs a sweep to its end in this process.</summary>
    /// <param name="study">What is trained.</param>
    /// <param name="plan">What is varied.</param>
    /// <param name="runsFolder">The store that the sweep is made in.</param>
    /// <param name="workers">Trainings at once. With one, equal plans give equal results.</param>
    /// <param name="stop">When cancelled, trainings write checkpoints and the sweep stops; <see cref="Resume"/> goes on with it.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentException">The plan does not fit the study.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static SweepResults Run(Study study, SweepPlan plan, string runsFolder, int workers = 1, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        plan = SweepCheck.Of(study, plan);
        using var run = Create(new RunStore(runsFolder), study, plan, ["StudySweep.Run"]);
        return Work(run, study, SweepFolder.Open(run.Folder), workers, stop);
    }

    /// <summary>Goes on with a sweep that was stopped.</summary>
    /// <param name="study">What is trained.</param>
    /// <param name="folder">The sweep's own folder.</param>
    /// <param name="workers">Trainings at once.</param>
    /// <param name="stop">As in <see cref="Run"/>.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InvalidOperationException">A living process is writing it.</exception>
    /// <exception cref="InvalidDataException">Its plan or journal is damaged.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static SweepResults Resume(Study study, string folder, int workers = 1, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        using var run = Reopen(folder);
        return Work(run, study, SweepFolder.Open(folder), workers, stop);
    }

    /// <summary>Makes the run that stands for a sweep, with its plan and an empty journal.</summary>
    public static Run Create(RunStore store, Study study, SweepPlan plan, IReadOnlyList<string> command)
    {
        var draft = study.Draft(SettingValues.Resolve(study, plan.Preset, []), (long)(plan.Seed & long.MaxValue), command);
        draft.Preset = plan.Name ?? plan.Preset;
        draft.Judged = plan.Metric == study.Judged.Name ? study.Judged : new JudgedMetric(plan.Metric, plan.Goal == Goal.Minimize ? double.NegativeInfinity : double.PositiveInfinity);
        var run = store.Create(draft);
        SweepFolder.Create(run.Folder, plan);
        return run;
    }

    /// <summary>Opens the run that stands for a sweep again.</summary>
    /// <exception cref="InvalidOperationException">A living process is writing it.</exception>
    public static Run Reopen(string folder)
    {
        var run = new RunReader(folder);
        var record = run.Record;
        return new RunStore(Path.GetDirectoryName(Path.GetFullPath(folder))!).Reopen(run.Id, record.Steps, record.Epochs, record.Seconds);
    }

    /// <summary>What a study says of the results of its named sweeps; nothing of others.</summary>
    public static IReadOnlyList<Finding> Findings(Study study, SweepResults results) =>
        study.Sweeps.FirstOrDefault(one => one.Plan.Name is { } name && name == results.Plan.Name)?.Conclude?.Invoke(results) ?? [];

    /// <summary>Ends the run that stands for a sweep, as its journal says.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The same as a sweep.</param>
    public static void Finish(Run run, SweepFolder folder)
    {
        var progress = folder.Progress();
        if (progress.Best is { } best) run.Record.Best = new Dictionary<string, double> { [folder.Plan.Metric] = best.Mean };
        if (progress.Halted is not null) run.Finish(RunStatus.Failed, progress.Halted);
        else if (progress.Over) run.Finish(RunStatus.Finished);
        else run.Finish(RunStatus.Stopped, progress.Planned > 0 ? $"{progress.Done} of {progress.Planned} runs have ended" : $"{progress.Done} runs have ended");
    }

    static SweepResults Work(Run run, Study study, SweepFolder folder, int workers, CancellationToken stop)
    {
        var training = new ReplicateTraining(study, folder, run.Record.Command);
        try
        {
            if (workers == 1) new SweepWorker(folder, training.Train).Run(stop);
            else Task.WaitAll([.. Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(() => new SweepWorker(folder, training.Train).Run(stop), default, TaskCreationOptions.LongRunning, TaskScheduler.Default))], CancellationToken.None);
        }
        catch (Exception e)
        {
            run.Finish(RunStatus.Failed, e.Message);
            throw;
        }

        var results = folder.Read();
        run.Record.Findings = [.. Findings(study, results)];
        Finish(run, folder);
        return results;
    }
}
