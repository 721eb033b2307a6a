using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Execution;

public class PruningTests
{
    // Curves that never cross: trials 1, 2, ... are worse and worse.
    static ReplicateEnd Train(Replicate replicate, CancellationToken stop, int epochs = 9)
    {
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            replicate.Report(epoch, replicate.Trial + (1.0 / epoch));
            if (stop.IsCancellationRequested) return new ReplicateEnd(TrialState.Running, double.NaN, epoch, "stopped on request");
        }

        return new ReplicateEnd(TrialState.Finished, replicate.Trial + (1.0 / epochs), epochs);
    }

    [Theory]
    [InlineData("asha")]
    [InlineData("median")]
    public void WhatIsWorseIsEndedAndTheJournalSaysWhy(string pruner)
    {
        using var sweep = new SweepSetup(SweepSetup.Random(12, 1) with { Pruner = pruner });

        sweep.Work((replicate, stop) => Train(replicate, stop));

        var results = sweep.Read();
        Assert.Equal(TrialState.Finished, results.Trials[0].State);
        var pruned = results.Trials.Where(trial => trial.State == TrialState.Pruned).ToList();
        Assert.NotEmpty(pruned);
        Assert.All(pruned, trial => Assert.StartsWith("pruned: ", trial.Replicates[0].Reason));
        Assert.All(pruned, trial => Assert.Contains(results.Pruned, decision => decision.Stop && decision.Trial == trial.Number && decision.Seed == 1 && $"pruned: {decision.Reason}" == trial.Replicates[0].Reason));
        Assert.Equal(pruned.Count, sweep.Folder.Progress().Pruned);
    }

    [Fact]
    public void WhatIsShownToBeWorseGetsNoFurtherSeed()
    {
        long[] seeds = [1, 2, 3, 4, 5, 6, 7, 8];
        using var sweep = new SweepSetup(SweepSetup.Random(3, seeds) with { Pruner = "wilcoxon" });

        sweep.Work((replicate, _) => new ReplicateEnd(TrialState.Finished, replicate.Trial + (0.01 * replicate.Seed), 1));

        var results = sweep.Read();
        Assert.Equal(8, results.Trials[0].Finished.Count);
        Assert.InRange(results.Trials[1].Finished.Count, 4, 7);
        Assert.Equal(TrialState.Pruned, results.Trials[1].State);
        Assert.Contains(results.Pruned, decision => decision is { Stop: true, Trial: 1, Seed: null });
    }

    [Fact]
    public void AReplicateThatWasPrunedBeforeItsWorkerDiedIsNotTrainedOn()
    {
        using var sweep = new SweepSetup(SweepSetup.Random(12, 1) with { Pruner = "median" });
        sweep.Work((replicate, stop) => Train(replicate, stop));
        var lines = File.ReadAllLines(sweep.JournalPath);
        var last = Array.FindIndex(lines, line => line.Contains("\"state\":\"pruned\"", StringComparison.Ordinal));
        File.WriteAllLines(sweep.JournalPath, [.. lines[..last], """{"kind":"leave","at":"2026-01-02T03:04:05+00:00","worker":"w1"}"""]);
        sweep.Trained.Clear();
        var pruned = int.Parse(lines[last].Split("\"trial\":")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);

        sweep.Work((replicate, stop) => Train(replicate, stop));

        Assert.DoesNotContain($"{pruned}/1", sweep.Trained);
        Assert.Equal(TrialState.Pruned, sweep.Read().Trials[pruned].State);
    }

    [Fact]
    public void ReportsOfARunThatGoesOnCountOnce()
    {
        using var sweep = new SweepSetup(SweepSetup.Random(1, 1) with { Pruner = "median" });
        using var stop = new CancellationTokenSource();

        sweep.Work((replicate, token) =>
        {
            if (sweep.Trained.Count == 1) stop.Cancel();
            return Train(replicate, token, epochs: 3);
        }, stop.Token);
        sweep.Work((replicate, token) => Train(replicate, token, epochs: 3));

        Assert.Equal(3, sweep.Lines("report").Count);
        Assert.Equal(TrialState.Finished, sweep.Read().Trials[0].State);
    }

    [Fact]
    public void WithoutAPrunerReportsAreNotWritten()
    {
        using var sweep = new SweepSetup(SweepSetup.Random(3, 1));

        sweep.Work((replicate, stop) => Train(replicate, stop));

        Assert.Empty(sweep.Lines("report"));
    }
}
