using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Pruners;

public sealed class AshaPrunerTests
{
    readonly AshaPruner _pruner = new(min: 2, eta: 3);

    [Fact]
    public void OnlyRungsDecide()
    {
        TrialHistory[] others = [Trials.Running(1, [.. Enumerable.Repeat(0.1, 20)]), Trials.Running(2, [.. Enumerable.Repeat(0.2, 20)])];
        var decided = Enumerable.Range(1, 20).Where(step => _pruner.AfterReport(Trials.Running(0, [.. Enumerable.Repeat(0.9, step)]), others).Stop);

        Assert.Equal([2, 6, 18], decided);
    }

    [Fact]
    public void ARungIsReachedByTheFirstReportBehindIt()
    {
        var late = Trials.Of(0, new ReplicateHistory(1, TrialState.Running, [(1, 0.9), (7, 0.9)], double.NaN));

        Assert.True(_pruner.AfterReport(late, Trials.Running(1, 1, 1, 1, 1, 1, 0.1), Trials.Running(2, 1, 1, 1, 1, 1, 0.2)).Stop);
        Assert.False(_pruner.AfterReport(late, Trials.Running(1, 1, 1, 1, 1, 0.1), Trials.Running(2, 1, 1, 1, 1, 0.2)).Stop);
    }

    [Fact]
    public void TheBestThirdGoesOn()
    {
        TrialHistory[] others = [.. Enumerable.Range(1, 8).Select(number => Trials.Running(number, 1, 0.1 * number))];

        Assert.False(_pruner.AfterReport(Trials.Running(0, 1, 0.25), others).Stop);
        var decision = _pruner.AfterReport(Trials.Running(0, 1, 0.35), others);

        Assert.Equal(
            new PruneDecision(true, "at rung 2 loss 0.35 is number 4 of the 9 that came there; the best 3 go on, others had 0.3 at that place"), decision);
    }

    [Fact]
    public void ReplicatesOfTheSameTrialAreNoRivals()
    {
        ReplicateHistory Replicate(long seed, double loss) => new(seed, TrialState.Running, [(1, 1), (2, loss)], double.NaN);

        Assert.False(_pruner.AfterReport(Trials.Of(0, Replicate(1, 0.1), Replicate(2, 0.1), Replicate(3, 0.1), Replicate(4, 0.9)), Trials.Running(1, 1, 1)).Stop);
    }

    [Fact]
    public void NumbersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AshaPruner(min: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AshaPruner(eta: 1));
    }
}
