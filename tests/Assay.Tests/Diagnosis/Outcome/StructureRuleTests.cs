using Assay.Runs;

namespace Assay.Tests.Diagnosis.Outcome;

public class StructureRuleTests
{
    static TraceOf Healthy() => OutcomeCase.Healthy();

    [Fact]
    public void StateUnusedSeesThatAResetChangesNothing() => OutcomeCase.Pair("state-unused", Healthy().Vital("probe/state-reset", 0.0201), Healthy().Vital("probe/state-reset", 0.6));

    [Fact]
    public void ConditioningUnusedSeesThatZerosChangeNothing() =>
        OutcomeCase.Pair("conditioning-unused", Healthy().Vital("probe/condition-zeroed", 0.0202), Healthy().Vital("probe/condition-zeroed", 0.7));

    [Fact]
    public void PosteriorCollapseSeesCodesThatAreTheirPrior() => OutcomeCase.Pair("posterior-collapse",
        Healthy().Vital("probe/latent-kl", 0.002).Vital("probe/active-units", 0), Healthy().Vital("probe/latent-kl", 9).Vital("probe/active-units", 0.6));

    [Fact]
    public void PosteriorCollapseIsNotSaidOfFewUnitsThatCarryMuch() =>
        Assert.False(OutcomeCase.Ask("posterior-collapse", Healthy().Vital("probe/latent-kl", 9).Vital("probe/active-units", 0.1))!.Fires);

    [Fact]
    public void LatentCollapseSeesCodesThatStandStill() => OutcomeCase.Pair("latent-collapse", Healthy().Vital("probe/active-units", 0.05), Healthy().Vital("probe/active-units", 0.9));

    [Fact]
    public void LatentCollapseLeavesVariationalModelsToTheOtherRule() => Assert.Null(OutcomeCase.Ask("latent-collapse", Healthy().Vital("probe/active-units", 0.05).Vital("probe/latent-kl", 1)));

    [Fact]
    public void BottleneckBypassedSeesThatAnyCodeWillDo() => OutcomeCase.Pair("bottleneck-bypassed", Healthy().Vital("probe/code-shuffled", 0.05), Healthy().Vital("probe/code-shuffled", 1.2));

    [Fact]
    public void BottleneckBypassedDoesNotAskAModelWithoutAnyGain() => Assert.Null(OutcomeCase.Ask("bottleneck-bypassed", OutcomeCase.Losses(_ => 1, _ => 1).Vital("probe/code-shuffled", 1)));

    [Fact]
    public void BottleneckBypassedReadsTheAblationsOfPoetry() =>
        OutcomeCase.Pair("bottleneck-bypassed", Poetry("encoder", compression: 0.7, kept: 0.05, exchanged: 0.78), Poetry("none", compression: 40, kept: 1, exchanged: 0.2));

    [Fact]
    public void AtBoundarySeesCrowdedPoints() => OutcomeCase.Pair("at-boundary", Healthy().Vital("probe/boundary", 0.6), Healthy().Vital("probe/boundary", 0));

    // A model with a cosine of 0.8 where the mean vector has 0.2.
    static TraceOf Poetry(string attend, double compression, double kept, double exchanged) => new TraceOf().With("valid/cosine", 10, i => 0.8 - 0.6 / (i + 1)).Setting("attend", attend).Record(record =>
    {
        record.Judged = new JudgedMetric("test/cosine", 1);
        (record.Best["test/cosine"], record.Best["test/compression"]) = (0.8, compression);
        record.Baselines["mean vector"] = new() { ["test/cosine"] = 0.2 };
        record.Ablations["code of another window"] = new() { ["test/cosine"] = exchanged };
        record.Ablations["encoder states zeroed"] = new() { ["test/cosine"] = 0.2 + 0.6 * kept, ["test/gain/kept"] = kept };
    });
}
