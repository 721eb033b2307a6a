using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Execution;

public class RaceTests
{
    // Noise of seeds that all trials share, and some of trial 1 alone.
    static double Noisy(Replicate replicate) => SweepSetup.Parabola(replicate) + Math.Sin(replicate.Seed * 7) + (replicate.Trial != 1 ? 0 : replicate.Seed % 2 == 0 ? 0.3 : -0.3);

    [Fact]
    public void OnlyContendersGetFurtherSeeds()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1, 2, 3], 0, 0.01, 0.5, 1) with { Race = 6 });

        sweep.Work((replicate, _) => new ReplicateEnd(TrialState.Finished, Noisy(replicate), 1));

        var results = sweep.Read();
        Assert.Equal([6, 6, 3, 3], results.Trials.Select(trial => trial.Finished.Count));
        Assert.Equal([1L, 2, 3, 4, 5, 6], results.Trials[0].Replicates.Select(replicate => replicate.Seed));
        Assert.All(results.Trials, trial => Assert.Equal(TrialState.Finished, trial.State));
        var dropped = results.Pruned.Where(decision => decision.Stop).ToList();
        Assert.Equal([2, 3], dropped.Select(decision => decision.Trial));
        Assert.All(dropped, decision => Assert.Matches(@"^shown to be worse: behind trial \d by [\d.]+ over 3 common seeds, 80 % interval", decision.Reason));
    }

    [Fact]
    public void ItEndsWhenOneIsLeft()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1, 2], 0, 1) with { Race = 10 });

        sweep.Work();

        Assert.Equal([2, 2], sweep.Read().Trials.Select(trial => trial.Finished.Count));
        Assert.Equal((1, true), (Assert.Single(sweep.Read().Pruned).Trial, sweep.Read().Pruned[0].Stop));
    }

    [Fact]
    public void EqualOnesRaceToTheEnd()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5, 0.5) with { Race = 4 });

        sweep.Work();

        Assert.Equal([4, 4], sweep.Read().Trials.Select(trial => trial.Finished.Count));
        Assert.DoesNotContain(sweep.Read().Pruned, decision => decision.Stop);
    }

    [Fact]
    public void WithoutARaceNothingIsDecided()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1, 2], 0, 1));

        sweep.Work();

        Assert.Empty(sweep.Read().Pruned);
    }
}
