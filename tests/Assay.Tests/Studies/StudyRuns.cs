using Assay.Runs;
using Assay.Studies;
using Assay.Training;

namespace Assay.Tests.Studies;

/// <summary>Runs of a study, trained and gone on with as the command line does.</summary>
sealed class StudyRuns(Study study, string folder)
{
    public RunStore Store => new(Path.Combine(folder, "runs"));

    /// <summary>A new run, trained as far as asked and ended.</summary>
    /// <param name="settings">Of the run.</param>
    /// <param name="stops">How often it is stopped after a step and gone on with before it may come to its end.</param>
    public RunReader Train(SettingValues settings, int stops = 0)
    {
        using var run = Store.Create(new RunRecord { Study = study.Name, Seed = 3, Settings = settings.All.ToDictionary(value => value.Key, value => (object?)value.Value) });
        Train(run, settings, resume: false, null, stops);
        return Store.Open(run.Id);
    }

    /// <summary>A run gone on with, as <c>assay resume</c> does.</summary>
    public RunReader Continue(RunReader reader, SettingValues settings, FreshSchedule? fresh, int stops = 0)
    {
        if (fresh is not null) study.CheckFresh(reader, settings, fresh);
        var from = fresh?.From ?? "last";
        var (step, epoch, seconds) = study.ResumePoint(reader, from);
        using var run = Store.Reopen(reader.Id, step, epoch, seconds, new RunResumption(default, step, epoch, from));
        Train(run, settings, resume: true, fresh, stops);
        return Store.Open(run.Id);
    }

    void Train(Run run, SettingValues settings, bool resume, FreshSchedule? fresh, int stops)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        for (var i = 0; i < stops; i++)
        {
            Assert.Equal(RunStatus.Stopped, study.Train(run, settings, 3, resume, new TrainingControl { Stop = stop.Token, Fresh = fresh }).Status);
            (resume, fresh) = (true, null);
        }
        var outcome = study.Train(run, settings, 3, resume, new TrainingControl { Fresh = fresh });
        run.Finish(outcome.Status, outcome.Reason);
    }

    /// <summary>That two runs are the same, but for what depends on the clock.</summary>
    public static void RequireEqual(RunReader whole, RunReader parts)
    {
        Assert.Equal(Bytes(whole), Bytes(parts));
        Assert.Equal(whole.Record.Metrics, parts.Record.Metrics);
        Assert.Equal(whole.Record.Best, parts.Record.Best);
        Assert.Equal(whole.Record.Findings, parts.Record.Findings);
        Assert.Equal(Last(whole), Last(parts));
        Assert.Equal(File.ReadAllText(Path.Combine(whole.Folder, RunFiles.Gradients)), File.ReadAllText(Path.Combine(parts.Folder, RunFiles.Gradients)));
        Assert.Equal(Logged(whole), Logged(parts));

        static byte[] Bytes(RunReader run) => File.ReadAllBytes(Path.Combine(run.CheckpointsFolder, "best.safetensors"));
        static (double, double, string?) Last(RunReader run)
        {
            var checkpoint = Checkpoint.Read(Path.Combine(run.CheckpointsFolder, "last.safetensors"));
            return (checkpoint.Numbers["step"], checkpoint.Numbers["baseRate"], checkpoint.Study.ToJsonString());
        }
        static IEnumerable<string> Logged(RunReader run) =>
            run.Events().SelectMany(one => one.Metrics.Where(metric => metric.Name != "rate/rows").Select(metric => $"{one.Step} {metric.Name} {metric.Value:R}"));
    }
}
