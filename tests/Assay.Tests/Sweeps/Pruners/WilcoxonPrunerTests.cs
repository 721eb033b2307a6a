using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Pruners;

public sealed class WilcoxonPrunerTests
{
    readonly WilcoxonPruner _pruner = new();
    readonly TrialHistory _best = Trials.Finished(7, 0.10, 0.20, 0.15, 0.30, 0.12);

    [Fact]
    public void FourSeedsThatAreAllWorseShowIt() => Assert.Equal(
        new PruneDecision(true, "worse than trial 7 on 4 of 4 seeds, mean 0.2375 against 0.174, signed-rank p = 0.0625, needed: below 0.1"),
        _pruner.BeforeSeed(Trials.Finished(0, 0.11, 0.22, 0.22, 0.40), [Trials.Finished(3, 0.5, 0.5, 0.5, 0.5), _best]));

    [Fact]
    public void ThreeSeedsCannotShowAnything() => Assert.Equal(PruneDecision.GoOn, _pruner.BeforeSeed(Trials.Finished(0, 9, 9, 9), [_best]));

    [Fact]
    public void DifferencesOfBothSignsGoOn()
    {
        var decision = _pruner.BeforeSeed(Trials.Finished(0, 0.05, 0.25, 0.20, 0.35), [_best]);

        Assert.False(decision.Stop);
        Assert.Contains("3 of 4", decision.Reason);
    }

    [Fact]
    public void ASeedThatDivergedIsTheWorst() => Assert.True(_pruner.BeforeSeed(Trials.Finished(0, 0.11, 0.22, double.NaN, 0.40), [_best]).Stop);

    [Fact]
    public void OnlyCommonSeedsCount()
    {
        var other = _best with { Replicates = [.. _best.Replicates.Select(replicate => replicate with { Seed = replicate.Seed + 2 })] };

        Assert.Equal(PruneDecision.GoOn, _pruner.BeforeSeed(Trials.Finished(0, 9, 9, 9, 9, 9), [other]));
    }

    [Fact]
    public void TheBestMeanGoesOnEvenWhereItLosesOnCommonSeeds() =>
        Assert.Equal(PruneDecision.GoOn, _pruner.BeforeSeed(Trials.Finished(0, 0.11, 0.21, 0.16, 0.31, 0.13, -9), [_best]));

    [Fact]
    public void ALevelOutOfRangeIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new WilcoxonPruner(1));
}
