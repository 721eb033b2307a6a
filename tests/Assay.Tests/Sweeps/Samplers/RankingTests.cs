using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Samplers;

public sealed class RankingTests
{
    [Fact]
    public void TrialsRankByStateThenByHowFarTheyCameThenByLoss()
    {
        TrialHistory[] history =
        [
            Of(TrialState.Diverged, (9, 0.1)), Of(TrialState.Running, (9, 0.1)), Of(TrialState.Pruned, (2, 0.3)), Of(TrialState.Finished, (9, 0.5)), Of(TrialState.Failed, (1, 0)),
            Of(TrialState.Pruned, (4, 0.8)), Of(TrialState.Finished, (9, 0.2)), Of(TrialState.Pruned, (4, 0.7)), Of(TrialState.Pruned, (4, double.NaN)), Of(TrialState.Finished, (9, double.NaN)),
        ];

        var ranking = new Ranking(history);

        Assert.Equal([6, 3, 7, 5, 2, 8, 1, 4, 0, 9], ranking.Order);
        Assert.Equal(9, ranking.Ended);
        Assert.Equal([2, 3, 5, 6, 7, 8], Enumerable.Range(0, 10).Where(ranking.IsCompared));
    }

    [Fact]
    public void ARunningTrialCountsAsSoonAsOneOfItsSeedsFinished()
    {
        var half = Of(TrialState.Finished, (9, 0.4)) with { State = TrialState.Running };

        Assert.Equal([1, 0, 2], new Ranking([Of(TrialState.Finished, (9, 0.5)), half, Of(TrialState.Running, (9, 0.1))]).Order);
    }

    static TrialHistory Of(TrialState state, params (int Step, double Loss)[] reports) => new(
        0, state, new Dictionary<string, object>(), new Dictionary<string, ParameterRange>(), [new ReplicateHistory(1, state, reports, state == TrialState.Finished ? reports[^1].Loss : double.NaN)]);
}
