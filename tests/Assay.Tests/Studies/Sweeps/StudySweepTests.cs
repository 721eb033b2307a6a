using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;
using Assay.Tests.Cli;
using Assay.Tests.Runs;

namespace Assay.Tests.Studies.Sweeps;

public class StudySweepTests
{
    static readonly SweepPlan Plan = new()
    {
        Study = "fake", Metric = "test/mse",
        Phases = [new SweepPhase { Vary = [new Declared("epochs", new WholeRange(1, 4), new Dictionary<string, object>())], Sampler = "grid", Seeds = [1, 2] }],
    };

    [Fact]
    public void ASweepIsARunWithAStoreOfRuns()
    {
        using var folder = new TemporaryFolder();

        var results = StudySweep.Run(new FakeStudy(), Plan, folder.Path);

        Assert.Equal([1.0 / 11, 1.0 / 21, 1.0 / 31, 1.0 / 41], results.Trials.Select(trial => trial.Finished.Average()));
        var run = Assert.Single(new RunStore(folder.Path).List());
        Assert.Equal((RunStatus.Finished, 1.0 / 41), (run.Status, run.Record.Best["test/mse"]));
        var runs = SweepFolder.Open(run.Folder).Store.List();
        Assert.Equal(8, runs.Count);
        Assert.All(runs, one => Assert.Equal(RunStatus.Finished, one.Status));
        Assert.Equal(["fake-0000-s1", "fake-0000-s2", "fake-0001-s1"], runs.Select(one => one.Id).Order().Take(3));
        Assert.Equal(30, results.Trials[2].Replicates[0].Curve.Count);
        Assert.Equal(0.5, new RunReader(runs[0].Folder).Record.Baselines["zero"]["test/mse"]);
    }

    [Fact]
    public void SeveralAtOnceGiveTheSameResults()
    {
        using var folder = new TemporaryFolder();

        var (one, four) = (StudySweep.Run(new FakeStudy(), Plan, folder.File("one")), StudySweep.Run(new FakeStudy(), Plan, folder.File("four"), workers: 4));

        Assert.Equal(Values(one), Values(four));
        Assert.Equal((1, 4), (one.Workers, four.Workers));
    }

    [Fact]
    public void AStoppedTrainingGoesOnFromItsCheckpoint()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var steps = new List<long>();
        var study = new FakeStudy
        {
            BeforeStep = step =>
            {
                steps.Add(step);
                if (steps.Count == 25) stop.Cancel();
            },
        };

        var cut = StudySweep.Run(study, Plan, folder.Path, stop: stop.Token);
        var run = Assert.Single(new RunStore(folder.Path).List());
        var status = run.Status;
        steps.Clear();
        var whole = StudySweep.Resume(study, run.Folder);

        Assert.Equal((RunStatus.Stopped, 2), (status, cut.Trials.Sum(trial => trial.Finished.Count)));
        Assert.Equal(5, steps[0]);
        Assert.Equal(Values(StudySweep.Run(new FakeStudy(), Plan, folder.File("again"))), Values(whole));
        Assert.Equal(1, new RunReader(Path.Combine(run.Folder, "runs", "fake-0001-s1")).Record.Resumes);
    }

    [Fact]
    public void ATrainingOfAMachineThatIsGoneGoesOnFromItsCheckpoint()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var steps = 0;
        StudySweep.Run(new FakeStudy { BeforeStep = _ => { if (++steps == 25) stop.Cancel(); } }, Plan, folder.Path, stop: stop.Token);
        var run = Assert.Single(new RunStore(folder.Path).List());
        var path = Path.Combine(run.Folder, "runs", "fake-0001-s1", RunFiles.Record);
        var record = RunJson.ReadRecord(path);
        (record.Status, record.Process) = (RunStatus.Running, new ProcessMark(1, DateTimeOffset.UtcNow, "elsewhere"));
        AtomicFile.Write(path, RunJson.Write(record));

        var whole = StudySweep.Resume(new FakeStudy(), run.Folder);

        Assert.Equal(Values(StudySweep.Run(new FakeStudy(), Plan, folder.File("again"))), Values(whole));
        Assert.Equal((RunStatus.Finished, 1), (new RunReader(Path.GetDirectoryName(path)!).Status, new RunReader(Path.GetDirectoryName(path)!).Record.Resumes));
    }

    [Fact]
    public void ARunThatEndedBeforeItsResultWasWrittenIsNotTrainedAgain()
    {
        using var folder = new TemporaryFolder();
        var results = StudySweep.Run(new FakeStudy(), Plan, folder.Path);
        var run = Assert.Single(new RunStore(folder.Path).List());
        var journal = Path.Combine(run.Folder, "journal.jsonl");
        var lines = File.ReadAllLines(journal);
        File.WriteAllLines(journal, lines.TakeWhile(line => !line.Contains("\"trial\":2,\"seed\":2,\"state\"", StringComparison.Ordinal)));
        // Its worker left without a word.
        File.AppendAllText(journal, """{"kind":"leave","at":"2026-01-02T03:04:05+00:00","worker":"w1"}""" + "\n");
        var trained = 0;

        using (var reopened = StudySweep.Reopen(run.Folder)) reopened.Finish(RunStatus.Stopped);
        var again = StudySweep.Resume(new FakeStudy { BeforeStep = _ => trained++ }, run.Folder);

        Assert.Equal(0, trained);
        Assert.Equal(Values(results), Values(again));
    }

    [Fact]
    public void ARunWithOtherSettingsIsMadeAnew()
    {
        using var folder = new TemporaryFolder();
        var sweep = StudySweep.Create(new RunStore(folder.Path), new FakeStudy(), SweepCheck.Of(new FakeStudy(), Plan), []);
        var study = new FakeStudy();
        using (var stray = SweepFolder.Open(sweep.Folder).Store.Create(study.Draft(SettingValues.Resolve(study, null, ["epochs=9"]), 1, []), "fake-0000-s1")) stray.Finish(RunStatus.Finished);
        sweep.Finish(RunStatus.Stopped);

        var results = StudySweep.Resume(study, sweep.Folder);

        Assert.Equal(1.0 / 11, results.Trials[0].Replicates[0].Value);
    }

    [Fact]
    public void AMetricThatRunsDoNotHaveIsTheReasonOfTheFailure()
    {
        using var folder = new TemporaryFolder();

        var results = StudySweep.Run(new NamelessStudy(), Plan with { Metric = "test/mso" }, folder.Path);

        Assert.Equal("the run has no metric 'test/mso' (did you mean 'test/mse'?); there are: test/mse", results.Trials[0].Replicates[0].Reason);
        Assert.Equal(RunStatus.Failed, Assert.Single(new RunStore(folder.Path).List()).Status);
    }

    [Fact]
    public void DivergedRunsAreResults()
    {
        using var folder = new TemporaryFolder();

        var results = StudySweep.Run(new FakeStudy(), Plan with { Phases = [Plan.Phases[0] with { Set = new Dictionary<string, object> { ["rate"] = 1000.0 } }] }, folder.Path);

        Assert.All(results.Trials, trial => Assert.Equal(TrialState.Diverged, trial.State));
        Assert.Equal("parameter 'encoder.weight' is NaN at step 5", results.Trials[0].Replicates[0].Reason);
    }

    static IEnumerable<(string Run, double Value)> Values(SweepResults results) => results.Trials.SelectMany(trial => trial.Replicates).Select(replicate => (replicate.Run, replicate.Value)).Order();
}
