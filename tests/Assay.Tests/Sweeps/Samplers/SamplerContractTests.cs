using Assay.Sweeps;
using Sampling = Assay.Sweeps.Samplers;

namespace Assay.Tests.Sweeps.Samplers;

/// <summary>What every sampler must do. That values lie in their ranges is checked by the trial, which throws otherwise.</summary>
public sealed class SamplerContractTests
{
    public static TheoryData<string> All => [.. Sampling.Names];

    public static TheoryData<string> Searching => ["random", "quasi", "tpe"];

    [Theory]
    [MemberData(nameof(All))]
    public void EqualSeedsProposeEqualConfigurations(string name)
    {
        var (first, second) = (Histories.Mixed(Of(name, 5), Histories.Branching, 40), Histories.Mixed(Of(name, 5), Histories.Branching, 40));

        Assert.Equal(first.Select(Histories.Text), second.Select(Histories.Text));
    }

    [Theory]
    [MemberData(nameof(Searching))]
    public void OtherSeedsProposeOtherConfigurations(string name) =>
        Assert.NotEqual(
            Histories.Mixed(Of(name, 5), Histories.Branching, 20).Select(Histories.Text), Histories.Mixed(Of(name, 6), Histories.Branching, 20).Select(Histories.Text));

    [Theory]
    [MemberData(nameof(All))]
    public void AProposalFollowsFromTheHistoryAloneWhateverWasProposedBefore(string name)
    {
        var history = Histories.Mixed(Of(name, 5), Histories.Branching, 40);
        var used = Of(name, 5);
        Histories.Mixed(used, Histories.Branching, 30);

        for (var trial = 0; trial < history.Count; trial += 13)
            Assert.Equal(Histories.Text(history[trial]), Histories.Text(Histories.Propose(used, Histories.Branching, history[..trial], TrialState.Finished, 0)));
    }

    [Theory]
    [MemberData(nameof(Searching))]
    public void AllBranchesAndBothEndsOfRangesAreReached(string name)
    {
        var history = Histories.Mixed(Of(name, 1), Histories.Branching, 150);

        Assert.Contains(history, trial => trial.Values.ContainsKey("dropout"));
        Assert.Contains(history, trial => !trial.Values.ContainsKey("depth"));
        Assert.Contains(history, trial => (double)trial.Values["rate"] < 1e-4);
        Assert.Contains(history, trial => (double)trial.Values["rate"] > 1e-1);
        Assert.Contains(history, trial => (int)trial.Values["width"] < 8);
        Assert.Contains(history, trial => (int)trial.Values["width"] > 256);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void EveryConfigurationOfASpaceWithoutNumbersIsProposedOnce(string name)
    {
        static void Recipe(Trial trial)
        {
            if (trial.Choice("net", "a", "b", "c") != "c") trial.Whole("depth", 1, 3);
            trial.Choice("norm", false, true);
        }

        const int configurations = 2 * 3 * 2 + 2;
        var sampler = name == "grid" ? new GridSampler(Recipe, points: 5) : Of(name, 3);
        var history = new List<TrialHistory>();
        while (history.Count < configurations)
            history.Add(Histories.Propose(sampler, Recipe, history, history.Count % 4 == 3 ? TrialState.Running : TrialState.Finished, history.Count));

        Assert.Equal(configurations, history.Select(Histories.Text).Distinct().Count());
        Assert.Null(sampler.Begin(history.Count, history));
    }

    [Theory]
    [MemberData(nameof(Searching))]
    public void ASpaceOfOneConfigurationIsUsedUpByIt(string name)
    {
        static void Recipe(Trial trial) => trial.Whole("only", 3, 3);
        var sampler = Of(name, 3);

        var history = new List<TrialHistory> { Histories.Propose(sampler, Recipe, [], TrialState.Finished, 1) };

        Assert.Null(sampler.Begin(1, history));
    }

    [Theory]
    [MemberData(nameof(Searching))]
    public void TrialsThatKnowNoRangesAreNoHindrance(string name)
    {
        var sampler = Of(name, 3);
        List<TrialHistory> history = [.. Enumerable.Range(0, 20).Select(number => new TrialHistory(
            number, TrialState.Finished, new Dictionary<string, object> { ["rate"] = 0.5 }, new Dictionary<string, ParameterRange>(), [new ReplicateHistory(1, TrialState.Finished, [], number)]))];

        Assert.Equal(4, Histories.Propose(sampler, trial => Names(trial, "a", "b", "c", "d"), history, TrialState.Finished, 1).Values.Count);
    }

    static void Names(Trial trial, params string[] names)
    {
        foreach (var name in names) trial.Real(name, 0, 1);
    }

    static Sampler Of(string name, ulong seed) =>
        name == "grid" ? new GridSampler(Histories.Branching, points: 3) : Sampling.Of(new SweepPhase { Sampler = name, Vary = [new Declared("rate", new NumberRange(0, 1), new Dictionary<string, object>())] }, seed);
}
