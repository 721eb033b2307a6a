using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Pruners;

public sealed class MedianPrunerTests
{
    readonly MedianPruner _pruner = new(startup: 3, warmUp: 1);
    readonly TrialHistory[] _others = [Trials.Running(1, 9, 0.2), Trials.Running(2, 9, 0.4), Trials.Running(3, 9, 0.6)];

    [Fact]
    public void WorseThanTheMedianStops()
    {
        Assert.False(_pruner.AfterReport(Trials.Running(0, 9, 0.4), _others).Stop);
        Assert.Equal(new PruneDecision(true, "at step 2 its least loss is 0.41, the median of 3 other trials 0.4"), _pruner.AfterReport(Trials.Running(0, 9, 0.41), _others));
    }

    [Fact]
    public void TheLeastLossOnTheWayCounts() => Assert.False(_pruner.AfterReport(Trials.Running(0, 0.3, 0.9), _others).Stop);

    [Fact]
    public void WarmUpAndStartUpAreWaitedFor()
    {
        Assert.Equal(PruneDecision.GoOn, _pruner.AfterReport(Trials.Running(0, 99), _others));
        Assert.Equal(PruneDecision.GoOn, _pruner.AfterReport(Trials.Running(0, 9, 99), _others[..2]));
        Assert.Equal(PruneDecision.GoOn, _pruner.AfterReport(Trials.Running(0, 9, 99, 99), _others));
    }

    [Fact]
    public void NumbersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MedianPruner(startup: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MedianPruner(warmUp: -1));
    }
}
