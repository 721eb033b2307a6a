using Assay.Reports;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Tests.Reports.Sweeps;

public sealed class PhaseAnalysisTests
{
    static readonly double[] Low = [1.00, 1.02, 0.98, 1.01, 1.03, 0.97, 1.00, 1.02];
    static readonly double[] High = [1.50, 1.53, 1.47, 1.55, 1.49, 1.44, 1.51, 1.46];

    static PhaseAnalysis Of(params (string Name, double[] Values)[] configurations) => PhaseAnalysis.Of(SampleSweeps.Listed(configurations)).Single();

    [Fact]
    public void ADifferenceThatEverySeedShowsIsShown()
    {
        var phase = Of(("old", High), ("new", Low));
        var gain = Assert.Single(phase.ToBaseline);

        Assert.Equal(("new", "old"), (phase.Best!.Label, phase.Baseline!.Label));
        Assert.True(phase.IsDecided);
        Assert.Equal(SweepStanding.Better, gain.Standing);
        Assert.Equal(2 / 256.0, gain.P, 12);
        Assert.Equal(gain.P, gain.Adjusted, 12);
        Assert.Equal(Low.Average() - High.Average(), gain.Difference!.Value.Value, 12);
        Assert.Equal(StudentInterval.Of([.. Low.Zip(High, (low, high) => low - high)]).Low, gain.Difference.Value.Low, 12);
        Assert.Equal(1, gain.Better!.Estimate.Value);
        Assert.Equal(SweepStanding.Worse, Assert.Single(phase.ToBest).Standing);
    }

    [Fact]
    public void MoreIsBetterWhereThePlanSaysSo()
    {
        var results = SampleSweeps.Listed(("old", High), ("new", Low));
        var phase = PhaseAnalysis.Of(results with { Plan = results.Plan with { Goal = Goal.Maximize } }).Single();

        Assert.Equal("old", phase.Best!.Label);
        Assert.Equal(SweepStanding.Worse, phase.ToBaseline[0].Standing);
        Assert.Equal(0, phase.ToBaseline[0].Better!.Estimate.Value);
        Assert.Equal(Low.Min(), phase.ToBaseline[0].One.Worst);
    }

    [Fact]
    public void FiveSeedsCanShowNothing()
    {
        var phase = Of(("old", High[..5]), ("new", Low[..5]));

        Assert.Equal(SweepStanding.TooFewSeeds, phase.ToBaseline[0].Standing);
        Assert.Equal(0.0625, phase.ToBaseline[0].P, 12);
        Assert.Equal(6, phase.ToBaseline[0].PairsNeeded);
        Assert.False(phase.IsDecided);
    }

    [Fact]
    public void TheMoreIsComparedTheMoreSeedsItTakes()
    {
        // Six seeds are enough for one comparison and not for the three pairs of three configurations.
        Assert.True(Of(("a", High[..6]), ("b", Low[..6])).IsDecided);
        var three = Of(("a", High[..6]), ("b", Low[..6]), ("c", [.. High[..6].Select(value => value + 0.5)]));

        Assert.Equal([3L, 3L], three.ToBest.Select(one => one.Tests));
        Assert.All(three.ToBest, one => Assert.Equal(SweepStanding.TooFewSeeds, one.Standing));
        // That they differ at all is another question, and one test.
        Assert.InRange(three.Overall, 0, 0.01);
    }

    [Fact]
    public void EqualValuesAreCalledEqual()
    {
        var phase = Of(("one", Low), ("other", Low), ("worse", High));

        Assert.Equal(SweepStanding.Equal, phase.ToBaseline[0].Standing);
        Assert.Equal(SweepStanding.Worse, phase.ToBaseline[1].Standing);
        Assert.False(phase.IsDecided);
        Assert.Equal(["other"], phase.Contenders.Select(group => group.Label));
        Assert.Contains(SweepVerdict.Of(SampleSweeps.Listed(("one", Low), ("other", Low))).Findings, finding => finding.Id == "sweep/no-effect");
    }

    [Fact]
    public void ADivergedTrainingCountsAsTheWorst()
    {
        double[] broken = [.. Low];
        broken[2] = double.NaN;
        var phase = Of(("steady", [.. Low.Select(value => value + 0.01)]), ("broken", broken), ("high", High));
        var group = phase.Groups[1];

        Assert.Equal(7, group.Finished.Count);
        Assert.Equal("steady", phase.Best!.Label);
        Assert.NotEqual("broken", phase.Safest!.Label);
        Assert.NotEqual("broken", phase.Steadiest!.Label);
        Assert.Equal(1.55, phase.WorstValue);
        var comparison = phase.ToBaseline[0];
        Assert.Equal(8, comparison.Pairs);
        Assert.Equal(7 / 8.0, comparison.Better!.Estimate.Value);
        Assert.True(comparison.Difference!.Value.Value > 0);
    }

    [Fact]
    public void AFailedTrainingIsLeftOutAndCannotBeBest()
    {
        var phase = new SweepPhase { Configurations = [new Configuration("whole", SampleSweeps.Values(("k", 1))), new Configuration("half", SampleSweeps.Values(("k", 2)))], Seeds = [1, 2, 3] };
        var analysis = PhaseAnalysis.Of(SampleSweeps.Of(phase,
            SampleSweeps.Trial(0, "main", "whole", phase.Configurations[0].Values, [SampleSweeps.Finished(1, 2), SampleSweeps.Finished(2, 2.1), SampleSweeps.Finished(3, 2.2)]),
            SampleSweeps.Trial(1, "main", "half", phase.Configurations[1].Values, [SampleSweeps.Finished(1, 1), SampleSweeps.Ended(2, TrialState.Failed, "out of memory"), SampleSweeps.Finished(3, 1.2)]))).Single();

        Assert.Equal("whole", analysis.Best!.Label);
        Assert.Equal(2, analysis.ToBaseline[0].Pairs);
        Assert.Equal("whole", Assert.Single(analysis.Ranked).Label);
    }

    [Fact]
    public void OneSeedShowsNothing()
    {
        var phase = Of(("a", [1]), ("b", [2]));

        Assert.Equal("a", phase.Best!.Label);
        Assert.True(double.IsNaN(phase.Overall));
        Assert.Null(phase.Steadiest);
        Assert.Equal(SweepStanding.TooFewSeeds, phase.ToBest[0].Standing);
        Assert.Null(phase.ToBest[0].PairsNeeded);
        Assert.Equal(double.PositiveInfinity, phase.ToBest[0].Difference!.Value.High);
    }

    [Fact]
    public void SeedsOfTheirOwnAreReplicatesAndNoConfigurations()
    {
        var sources = PhaseAnalysis.Of(SampleSweeps.Rich()).Single(phase => phase.Phase.Name == "sources");

        Assert.Equal(24, Assert.Single(sources.Groups).Finished.Count);
        Assert.Empty(sources.ToBest);
    }

    [Fact]
    public void AConfigurationProposedTwiceCountsOnce()
    {
        var phase = new SweepPhase { Vary = [new Declared("k", new ChoiceRange("x", "y"), SampleSweeps.Values())], Seeds = [1, 2], Trials = 3 };
        var groups = PhaseAnalysis.Of(SampleSweeps.Of(phase, [.. new[] { "x", "y", "x" }.Select((value, number) =>
            SampleSweeps.Trial(number, "main", null, SampleSweeps.Values(("k", value)), [SampleSweeps.Finished(1, number == 1 ? 5 : 3), SampleSweeps.Finished(2, number == 1 ? 5 : 3)]))])).Single().Groups;

        Assert.Equal([2, 2], groups.Select(group => group.Finished.Count));
        Assert.Equal(["k x", "k y"], groups.Select(group => group.Label));
    }

    [Fact]
    public void AmongEqualConfigurationsABestIsRarelyShown()
    {
        var shown = Enumerable.Range(0, 200).Count(time => Of([.. Enumerable.Range(0, 4).Select(one => ($"c{one}", Enumerable.Range(0, 10).Select(seed => SampleSweeps.Noise(time, one, seed)).ToArray()))]).ToBest
            .Any(comparison => comparison.Standing == SweepStanding.Worse));

        // At most 0.05 of 200, whose deviation is 3.1.
        Assert.InRange(shown, 0, 19);
    }
}
