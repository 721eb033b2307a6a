using Assay.Sweeps;
using Pruning = Assay.Sweeps.Pruners;

namespace Assay.Tests.Sweeps.Pruners;

/// <summary>What every pruner must do.</summary>
public sealed class PrunerContractTests
{
    public static TheoryData<string> All => [.. Pruning.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void NothingIsStoppedWithNothingToCompare(string name)
    {
        var (pruner, curve) = (Of(name), new List<double>());
        for (var step = 1; step <= 30; step++)
        {
            curve.Add(step);
            Assert.Equal(PruneDecision.GoOn, pruner.AfterReport(Trials.Running(0, [.. curve]), [Trials.Running(1), Trials.Of(2)]));
            Assert.Equal(PruneDecision.GoOn, pruner.BeforeSeed(Trials.Finished(0, [.. curve]), [Trials.Running(1), Trials.Of(2)]));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TheBestIsNeverStopped(string name)
    {
        var pruner = Of(name);
        for (var count = 1; count < 12; count++)
        {
            for (var step = 1; step <= 27; step++)
            {
                TrialHistory[] others = [.. Enumerable.Range(1, count).Select(number => Trials.Running(number, [.. Curve(number, 27)]))];
                Assert.False(pruner.AfterReport(Trials.Running(0, [.. Curve(0, step)]), others).Stop);
            }
            TrialHistory[] finished = [.. Enumerable.Range(1, count).Select(number => Trials.Finished(number, [.. Curve(number, 10)]))];
            Assert.False(pruner.BeforeSeed(Trials.Finished(0, [.. Curve(0, 9)]), finished).Stop);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TiesAndNumbersThatAreNoneStopNobodyAlone(string name)
    {
        var pruner = Of(name);
        TrialHistory[] alike = [.. Enumerable.Range(1, 9).Select(number => Trials.Running(number, 1, 1, 1, 1))];
        TrialHistory[] broken = [.. Enumerable.Range(1, 9).Select(number => Trials.Running(number, double.NaN, double.NaN, double.NaN, double.NaN))];

        Assert.False(pruner.AfterReport(Trials.Running(0, 1, 1, 1), alike).Stop);
        Assert.False(pruner.AfterReport(Trials.Running(0, double.NaN, double.NaN, double.NaN), broken).Stop);
        Assert.False(pruner.BeforeSeed(Trials.Finished(0, 1, 1, 1, 1, 1), [Trials.Finished(1, 1, 1, 1, 1, 1)]).Stop);
    }

    [Theory]
    [InlineData("asha")]
    [InlineData("median")]
    [InlineData("wilcoxon")]
    public void TheWorstIsStoppedAndTheReasonSaysBySoMuch(string name)
    {
        var pruner = Of(name);
        TrialHistory[] running = [.. Enumerable.Range(1, 9).Select(number => Trials.Running(number, [.. Curve(number, 9)]))];
        TrialHistory[] finished = [.. Enumerable.Range(1, 9).Select(number => Trials.Finished(number, [.. Curve(number, 9)]))];

        var decision = name == "wilcoxon"
            ? pruner.BeforeSeed(Trials.Finished(0, [.. Curve(50, 9)]), finished)
            : pruner.AfterReport(Trials.Running(0, [.. Curve(50, 9)]), running);

        Assert.True(decision.Stop);
        Assert.Matches("[0-9]", decision.Reason);
    }

    [Fact]
    public void NamesGiveTheirPruners() => Assert.Equal(
        [typeof(NoPruner), typeof(AshaPruner), typeof(MedianPruner), typeof(WilcoxonPruner)], Pruning.Names.Select(name => Of(name).GetType()));

    [Fact]
    public void AnUnknownNameIsRefusedWithTheKnownOnes() =>
        Assert.Contains("none, asha, median, wilcoxon", Assert.Throws<ArgumentException>(() => Of("hyperband")).Message);

    static Pruner Of(string name) => Pruning.Of(new SweepPhase { Pruner = name });

    static IEnumerable<double> Curve(int number, int steps) => Enumerable.Range(1, steps).Select(step => 1 + 0.1 * number + 1.0 / step);
}
