using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Execution;

public class SweepFolderTests
{
    [Fact]
    public void ProgressCountsWhatIsThereAndWhatIsToCome()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("first", [1, 2], 1, 0), SweepSetup.Random(5, 1, 2) with { Name = "second" });
        using var stop = new CancellationTokenSource();

        Assert.Equal((0, 14, (string?)null), (sweep.Folder.Progress().Done, sweep.Folder.Progress().Planned, sweep.Folder.Progress().Phase));
        sweep.Work((replicate, _) =>
        {
            if (sweep.Trained.Count == 5) stop.Cancel();
            return new ReplicateEnd(TrialState.Finished, SweepSetup.Parabola(replicate), 1);
        }, stop.Token);

        var progress = sweep.Folder.Progress();
        Assert.Equal((5, 14, "second", 3, 0, 0, false), (progress.Done, progress.Planned, progress.Phase, progress.Trials, progress.Running, progress.Workers, progress.Over));
        Assert.Equal((1, "c1", 2), (progress.Best!.Number, progress.Best.Name, progress.Best.Seeds));
        Assert.Equal(0.015, progress.Best.Mean, 12);
        Assert.StartsWith("trial 2 seed 1 finished ", progress.Latest);
        sweep.Work();
        Assert.True(sweep.Folder.Progress().Over);
    }

    [Fact]
    public void ARunningSweepCanBeRead()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 1, 0));

        sweep.Work((replicate, _) =>
        {
            Assert.Equal(TrialState.Running, sweep.Read().Trials[replicate.Trial].State);
            return new ReplicateEnd(TrialState.Finished, 1, 1);
        });

        Assert.Equal(2, sweep.Read().Trials.Count);
    }

    [Fact]
    public void PausesDoNotCountAsTime()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 1));
        foreach (var (worker, from, to) in new[] { ("w1", "10:00:00", "10:00:20"), ("w2", "10:00:10", "10:00:30"), ("w3", "12:00:00", "12:00:05") })
        {
            sweep.Append($$$"""{"kind":"join","at":"2026-01-02T{{{from}}}+00:00","worker":"{{{worker}}}"}""");
            sweep.Append($$$"""{"kind":"leave","at":"2026-01-02T{{{to}}}+00:00","worker":"{{{worker}}}"}""");
        }

        Assert.Equal((35, 3), (sweep.Read().Seconds, sweep.Read().Workers));
    }

    [Fact]
    public void APlanOfAnotherFormatIsRefused()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 1));
        var path = Path.Combine(sweep.Path, "sweep.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"format\": 1", "\"format\": 9", StringComparison.Ordinal));

        Assert.Equal($"{path}: format 9; this version reads format 1", Assert.Throws<InvalidDataException>(() => SweepFolder.Open(sweep.Path)).Message);
        Assert.True(SweepFolder.IsSweep(sweep.Path));
        Assert.False(SweepFolder.IsSweep(Path.GetDirectoryName(sweep.Path)!));
    }

    [Fact]
    public void AFunctionIsSweptInMemory()
    {
        var trials = Sweep.Run(40, new RandomSampler(1), trial =>
        {
            var x = trial.Real("x", -1, 1);
            return trial.Choice("shape", "parabola", "kink") == "kink" ? Math.Abs(x - trial.Real("place", -1, 1)) : x > 0.5 ? double.NaN : x * x;
        });

        Assert.Equal(40, trials.Count);
        Assert.Contains(trials, trial => trial.State == TrialState.Diverged);
        Assert.All(trials, trial => Assert.Equal(trial.Values["shape"] is "kink", trial.Values.ContainsKey("place")));
        Assert.True(trials.Where(trial => trial.State == TrialState.Finished).Min(trial => trial.MeanLoss) < 0.05);
    }
}
