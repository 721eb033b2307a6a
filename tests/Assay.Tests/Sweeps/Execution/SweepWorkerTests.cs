using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Execution;

public class SweepWorkerTests
{
    const string At = "\"at\":\"2026-01-02T03:04:05+00:00\"";

    [Fact]
    public void TrainsEveryTrialWithEverySeedOnce()
    {
        using var sweep = new SweepSetup(SweepSetup.Random(4, 5, 6));

        sweep.Work();

        Assert.Equal(["0/5", "0/6", "1/5", "1/6", "2/5", "2/6", "3/5", "3/6"], sweep.Trained);
        var results = sweep.Read();
        Assert.All(results.Trials, trial => Assert.Equal(TrialState.Finished, trial.State));
        Assert.Equal([5L, 6L], results.Trials[3].Replicates.Select(replicate => replicate.Seed));
        Assert.Equal(Math.Pow((double)results.Trials[2].Values["x"], 2) * 100 + 0.06, results.Trials[2].Replicates[1].Value, 12);
        Assert.Equal("parabola-0002-s6", results.Trials[2].Replicates[1].Run);
    }

    [Fact]
    public void OneWorkerTwiceWritesEqualJournals()
    {
        var phase = SweepSetup.Random(6, 1, 2) with { Sampler = "tpe", Race = 4 };
        using var one = new SweepSetup(phase);
        using var two = new SweepSetup(phase);

        one.Work();
        two.Work();

        Assert.Equal(one.Journal(), two.Journal());
    }

    [Fact]
    public void AStoppedSweepGoesOnAsIfItHadNotBeenStopped()
    {
        var phase = SweepSetup.Random(5, 1, 2);
        using var whole = new SweepSetup(phase);
        using var cut = new SweepSetup(phase);
        whole.Work();
        using var stop = new CancellationTokenSource();

        cut.Work((replicate, _) =>
        {
            if (replicate.Trial < 2) return new ReplicateEnd(TrialState.Finished, SweepSetup.Parabola(replicate), 1);
            stop.Cancel();
            return new ReplicateEnd(TrialState.Running, double.NaN, 0.5, "stopped on request");
        }, stop.Token);
        Assert.Single(cut.Lines("release"));
        Assert.Equal(TrialState.Running, cut.Read().Trials[2].State);
        cut.Work();

        Assert.Equal(whole.Read().Trials.SelectMany(trial => trial.Replicates).Select(replicate => (replicate.Run, replicate.Value)), cut.Read().Trials.SelectMany(trial => trial.Replicates).Select(replicate => (replicate.Run, replicate.Value)));
        Assert.Contains("\"attempt\":2", cut.Lines("claim")[5], StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralWorkersTrainEachReplicateOnce()
    {
        using var sweep = new SweepSetup(SweepSetup.Random(30, 1, 2), SweepSetup.Listed("second", [1], 0, 1, 2) with { Name = "second" });
        var workers = Enumerable.Range(0, 8).Select(_ => new Thread(() => sweep.Work())).ToList();

        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());

        Assert.Equal(63, sweep.Trained.Count);
        Assert.Equal(63, sweep.Trained.Distinct().Count());
        Assert.Equal(63, sweep.Read().Trials.Sum(trial => trial.Finished.Count));
        Assert.Equal(8, sweep.Read().Workers);
        Assert.Single(sweep.Lines("done"));
    }

    [Fact]
    public void PhasesFollowOneAnother()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("first", [1, 2], 1, 0), SweepSetup.Listed("second", [3], 0.5));

        sweep.Work();

        Assert.Equal(["0/1", "0/2", "1/1", "1/2", "2/3"], sweep.Trained);
        Assert.Equal(["first", "first", "second"], sweep.Read().Trials.Select(trial => trial.Phase));
    }

    [Fact]
    public void SettingsOfTheTrialGoOverThoseOfThePhase()
    {
        var set = new Dictionary<string, object> { ["x"] = 9.0, ["epochs"] = 3 };
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5) with { Set = set });

        sweep.Work((replicate, _) =>
        {
            Assert.Equal((0.5, 3), (replicate.Settings["x"], replicate.Settings["epochs"]));
            return new ReplicateEnd(TrialState.Finished, 1, 1);
        });

        Assert.Equal(TrialState.Finished, sweep.Read().Trials[0].State);
    }

    [Fact]
    public void AnErrorIsTheReasonOfAFailureAndNotTriedAgain()
    {
        using var sweep = new SweepSetup(SweepSetup.Random(4, 1, 2));

        sweep.Work((replicate, _) => replicate.Trial == 1 ? throw new InvalidDataException("the data is broken") : new ReplicateEnd(TrialState.Finished, 1, 1));

        var failed = sweep.Read().Trials[1];
        Assert.Equal((TrialState.Failed, "the data is broken"), (failed.State, Assert.Single(failed.Replicates).Reason));
        Assert.Equal(7, sweep.Trained.Count);
    }

    [Fact]
    public void ASweepOfWhichNothingComesToAnEndIsGivenUpAndCanBeTriedAgain()
    {
        using var sweep = new SweepSetup(SweepSetup.Random(20, 1));

        sweep.Work((_, _) => throw new InvalidDataException("no data"));
        var progress = sweep.Folder.Progress();
        sweep.Folder.Retry();
        sweep.Work();

        Assert.True(progress.Over);
        Assert.Equal((3, "the first 3 runs all failed, the last with: no data"), (progress.Failed, progress.Halted));
        Assert.Equal(20, sweep.Read().Trials.Sum(trial => trial.Finished.Count));
    }

    [Fact]
    public void WhatDivergesGetsNoFurtherSeedUnlessItWasWrittenDown()
    {
        using var sweep = new SweepSetup(SweepSetup.Random(2, 1, 2, 3), SweepSetup.Listed("listed", [1, 2, 3], 0.5));

        sweep.Work((replicate, _) => new ReplicateEnd(TrialState.Diverged, double.NaN, 1, "NaN at step 5"));

        Assert.Equal(["0/1", "1/1", "2/1", "2/2", "2/3"], sweep.Trained);
        Assert.All(sweep.Read().Trials, trial => Assert.Equal(TrialState.Diverged, trial.State));
    }

    [Fact]
    public void ReplicatesOfADeadProcessAreTakenOver()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1, 2], 0.5));
        sweep.Append($$$"""{"kind":"join",{{{At}}},"worker":"w1","process":{"pid":999999999,"started":"2026-01-02T03:04:05+00:00","host":"{{{Environment.MachineName}}}"}}""");
        sweep.Append($$$"""{"kind":"phase",{{{At}}},"worker":"w1","phase":"only"}""");
        sweep.Append($$$"""{"kind":"trial",{{{At}}},"worker":"w1","phase":"only","trial":0,"name":"c0","values":{"x":0.5}}""");
        sweep.Append($$$"""{"kind":"claim",{{{At}}},"worker":"w1","trial":0,"seed":1,"run":"parabola-0000-s1","attempt":1}""");

        sweep.Work();

        Assert.Equal(["0/1", "0/2"], sweep.Trained);
        Assert.Contains("worker w1 is gone", Assert.Single(sweep.Lines("abandon")), StringComparison.Ordinal);
    }

    [Fact]
    public void ATaskThatBeganAgainTakesOverFromItself()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5));
        sweep.Append($$$"""{"kind":"join",{{{At}}},"worker":"w1","process":{"pid":7,"started":"2026-01-02T03:04:05+00:00","host":"elsewhere"},"slurm":"17_3"}""");
        sweep.Append($$$"""{"kind":"phase",{{{At}}},"worker":"w1","phase":"only"}""");
        sweep.Append($$$"""{"kind":"trial",{{{At}}},"worker":"w1","phase":"only","trial":0,"name":"c0","values":{"x":0.5}}""");
        sweep.Append($$$"""{"kind":"claim",{{{At}}},"worker":"w1","trial":0,"seed":1,"run":"parabola-0000-s1","attempt":1}""");
        // Elsewhere, and heard of a moment ago.
        File.WriteAllText(Path.Combine(sweep.Path, "workers", "w1"), "");

        sweep.Work(task: "17_3");

        Assert.Equal(TrialState.Finished, sweep.Read().Trials[0].State);
    }

    [Fact]
    public void AWorkerElsewhereThatWasHeardOfIsWaitedFor()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5));
        sweep.Append($$$"""{"kind":"join",{{{At}}},"worker":"w1","process":{"pid":7,"started":"2026-01-02T03:04:05+00:00","host":"elsewhere"}}""");
        sweep.Append($$$"""{"kind":"phase",{{{At}}},"worker":"w1","phase":"only"}""");
        sweep.Append($$$"""{"kind":"trial",{{{At}}},"worker":"w1","phase":"only","trial":0,"name":"c0","values":{"x":0.5}}""");
        sweep.Append($$$"""{"kind":"claim",{{{At}}},"worker":"w1","trial":0,"seed":1,"run":"parabola-0000-s1","attempt":1}""");
        var beat = Path.Combine(sweep.Path, "workers", "w1");
        File.WriteAllText(beat, "");
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var work = new Thread(() => sweep.Work(stop: stop.Token));
        work.Start();

        Assert.True(SpinWait.SpinUntil(() => sweep.Lines("join").Count == 2, TimeSpan.FromSeconds(30)));
        Assert.False(work.Join(TimeSpan.FromMilliseconds(700)));
        Assert.Empty(sweep.Trained);
        File.SetLastWriteTimeUtc(beat, DateTime.UtcNow.AddMinutes(-2));

        Assert.True(work.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(["0/1"], sweep.Trained);
    }

    [Fact]
    public void AWorkerThatLostItsReplicateWritesNoResult()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5));

        sweep.Work((replicate, _) =>
        {
            if (sweep.Trained.Count == 1)
            {
                sweep.Append($$$"""{"kind":"abandon",{{{At}}},"worker":"w9","trial":0,"seed":1,"reason":"worker w1 is gone"}""");
                return new ReplicateEnd(TrialState.Finished, 99, 1);
            }

            return new ReplicateEnd(TrialState.Finished, 1, 1);
        });

        Assert.Equal(1, Assert.Single(sweep.Read().Trials[0].Replicates).Value);
        Assert.Single(sweep.Lines("result"));
    }

    [Fact]
    public void AReplicateOverWhichWorkersDieIsAFailure()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1, 2], 0.5));
        sweep.Append($$$"""{"kind":"phase",{{{At}}},"worker":"w0","phase":"only"}""");
        sweep.Append($$$"""{"kind":"trial",{{{At}}},"worker":"w0","phase":"only","trial":0,"name":"c0","values":{"x":0.5}}""");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            sweep.Append($$$"""{"kind":"claim",{{{At}}},"worker":"w0","trial":0,"seed":1,"run":"parabola-0000-s1","attempt":{{{attempt}}}}""");
            if (attempt < 5) sweep.Append($$$"""{"kind":"abandon",{{{At}}},"worker":"w0","trial":0,"seed":1}""");
        }

        sweep.Work();

        Assert.Equal("5 workers died over it", sweep.Read().Trials[0].Replicates[0].Reason);
        Assert.Equal(["0/2"], sweep.Trained);
    }
}
