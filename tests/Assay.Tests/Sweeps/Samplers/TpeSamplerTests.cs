using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Samplers;

public sealed class TpeSamplerTests
{
    [Fact]
    public void ProposalsCloseInOnAMinimumAlongADiagonal()
    {
        var history = Search(8, 60, trial => Math.Pow(trial.Real("x", 0, 1) - 0.7, 2) + Math.Pow(trial.Real("y", 0, 1) - (double)trial.Values["x"], 2));

        Assert.True(history.Min(trial => trial.MeanLoss) < 0.002);
        Assert.True(history.TakeLast(20).Average(trial => trial.MeanLoss) < 0.25 * history.Take(TpeSampler.Startup).Average(trial => trial.MeanLoss));
    }

    [Fact]
    public void AConditionalParameterIsLearntFromTheTrialsThatHaveIt()
    {
        var history = Search(3, 80, trial => trial.Choice("kind", "a", "b") == "a" ? 1 : Math.Abs(Math.Log10(trial.Real("rate", 1e-6, 1, log: true)) + 4));

        double[] rates = [.. history.TakeLast(20).Where(trial => trial.Values.ContainsKey("rate")).Select(trial => (double)trial.Values["rate"])];
        Assert.True(rates.Length > 15, $"{rates.Length} of the last 20 trials are of the better kind");
        Assert.True(rates.Order().ElementAt(rates.Length / 2) is > 3e-5 and < 3e-4);
    }

    [Fact]
    public void ValuesThatDivergedAreAvoided()
    {
        var (sampler, history) = (new TpeSampler(2), new List<TrialHistory>());
        while (history.Count < 60)
        {
            var proposed = Histories.Propose(sampler, trial => trial.Real("x", 0, 1), history, TrialState.Finished, 0.5);
            var diverges = (double)proposed.Values["x"] > 0.5;
            history.Add(diverges ? proposed with { State = TrialState.Diverged, Replicates = [] } : proposed);
        }

        Assert.InRange(history.TakeLast(30).Count(trial => trial.State == TrialState.Diverged), 0, 8);
    }

    [Fact]
    public void RunningTrialsKeepProposalsApart()
    {
        var sampler = new TpeSampler(4);
        var history = Search(4, 30, trial => Math.Abs(trial.Real("x", 0, 1) - 0.4));
        for (var worker = 0; worker < 10; worker++) history.Add(Histories.Propose(sampler, trial => trial.Real("x", 0, 1), history, TrialState.Running, 0));

        double[] places = [.. history.TakeLast(10).Select(trial => (double)trial.Values["x"]).Order()];

        Assert.True(places[^1] - places[0] > 0.05, $"ten proposals at once lie within {places[^1] - places[0]:g2} of each other");
    }

    [Fact]
    public void OneOfManyChoicesIsFound()
    {
        var history = Search(6, 50, trial => trial.Choice("a", 1, 2, 3, 4, 5, 6) == 4 && trial.Choice("b", 1, 2, 3, 4, 5, 6) == 2 ? 0.01 * trial.Whole("c", 0, 99) : 1);

        Assert.True(history.Min(trial => trial.MeanLoss) < 1);
    }

    static List<TrialHistory> Search(ulong seed, int trials, Func<Trial, double> objective)
    {
        var (sampler, history) = (new TpeSampler(seed), new List<TrialHistory>());
        while (history.Count < trials)
        {
            var loss = double.NaN;
            var proposed = Histories.Propose(sampler, trial => loss = objective(trial), history, TrialState.Finished, 0);
            history.Add(proposed with { Replicates = [new ReplicateHistory(1, TrialState.Finished, [], loss)] });
        }
        return history;
    }
}
