using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Studies;

/// <summary>Trains replicates of a sweep of a study, each into its run: from the start, or on from the last checkpoint of whoever had it before.</summary>
public sealed class ReplicateTraining
{
    readonly Study _study;
    readonly SweepPlan _plan;
    readonly RunStore _store;
    readonly SettingValues _settings;
    readonly IReadOnlyList<string> _command;

    /// <param name="study">What is trained.</param>
    /// <param name="folder">The sweep.</param>
    /// <param name="command">What records name as their command.</param>
    /// <exception cref="ArgumentException">The sweep is of another study.</exception>
    public ReplicateTraining(Study study, SweepFolder folder, IReadOnlyList<string> command)
    {
        (_study, _plan, _store, _command) = (study, folder.Plan, folder.Store, command);
        _settings = SettingValues.Resolve(study, _plan.Preset, []);
    }

    /// <summary>Trains one to its end, or until it is asked to stop.</summary>
    public ReplicateEnd Train(Replicate replicate, CancellationToken stop)
    {
        var settings = _settings.With(_study, replicate.Settings);
        _study.Check(settings);
        var before = Before(replicate, settings);
        if (before?.Status is RunStatus.Finished or RunStatus.Diverged) return End(before.Record);
        using var run = Open(replicate, settings, before, out var resume);
        var watch = _plan.Watch ?? _plan.Metric;
        run.Logged = (epoch, name, value) =>
        {
            if (name == watch) replicate.Report(epoch, value);
        };
        TrainingOutcome outcome;
        try
        {
            outcome = _study.Train(run, settings, (ulong)replicate.Seed, resume, new TrainingControl { Stop = stop });
        }
        catch (Exception e)
        {
            run.Finish(RunStatus.Failed, e.Message);
            throw;
        }

        run.Finish(outcome.Status, outcome.Reason);
        return End(run.Record);
    }

    // A run of this id with other settings is what a lost journal line left behind.
    RunReader? Before(Replicate replicate, SettingValues settings)
    {
        var folder = Path.Combine(_store.Folder, replicate.Run);
        if (!Directory.Exists(folder)) return null;
        var run = new RunReader(folder);
        return run.Problem is null && run.Record.Seed == replicate.Seed && settings.All.All(setting => run.Record.Settings.TryGetValue(setting.Key, out var stored) && Same(setting.Value, stored)) ? run : null;
    }

    static bool Same(object value, object? stored) => value is int whole ? stored is double number && number == whole : value.Equals(stored);

    Run Open(Replicate replicate, SettingValues settings, RunReader? before, out bool resume)
    {
        resume = before?.Status is RunStatus.Stopped or RunStatus.Interrupted or RunStatus.Running && before.HasCheckpoint();
        if (resume)
        {
            var (step, epoch, seconds) = _study.ResumePoint(before!);
            // The journal gave the replicate to this worker, so whoever had it before is gone, wherever that was.
            return _store.Reopen(replicate.Run, step, epoch, seconds, writerGone: true);
        }

        _store.Remove(replicate.Run);
        return _store.Create(_study.Draft(settings, replicate.Seed, _command), replicate.Run);
    }

    ReplicateEnd End(RunRecord record)
    {
        if (record.Status == RunStatus.Stopped) return Ended(TrialState.Running, record.Reason);
        if (record.Status == RunStatus.Diverged) return Ended(TrialState.Diverged, record.Reason);
        var metric = _plan.Metric;
        if (!record.Best.TryGetValue(metric, out var value) && !record.Metrics.TryGetValue(metric, out value))
            return Ended(TrialState.Failed, $"the run has no metric '{metric}'{Nearest.Suggest(metric, Names(record))}; there are: {string.Join(", ", Names(record))}");
        return double.IsNaN(value) ? Ended(TrialState.Diverged, $"{metric} is not a number") : new ReplicateEnd(TrialState.Finished, value, record.Seconds);

        ReplicateEnd Ended(TrialState state, string? reason) => new(state, double.NaN, record.Seconds, reason);
    }

    static IEnumerable<string> Names(RunRecord record) => record.Best.Keys.Union(record.Metrics.Keys).Where(name => name is not ("step" or "epoch"));
}
