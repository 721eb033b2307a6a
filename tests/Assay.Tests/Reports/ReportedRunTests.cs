using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

public sealed class ReportedRunTests
{
    static ReportedRun Run(params RunEvent[] events) => SampleRuns.Empty() with { Events = events };

    static RunEvent At(long step, int epoch, string metric, double value) => new(step, epoch, 0, [(metric, value)], null);

    [Fact]
    public void OneValueAnEpochStandsAtItsEpoch()
    {
        var curve = Run(At(100, 1, "test/mse", 0.4), At(150, 2, "online/loss", 9), At(200, 2, "test/mse", 0.3)).Curve("test/mse", "a name")!;
        Assert.Equal("a name", curve.Name);
        Assert.Equal([1, 2], curve.X);
        Assert.Equal([0.4, 0.3], curve.Y);
    }

    [Fact]
    public void SeveralValuesAnEpochAreSpreadBySteps()
    {
        var curve = Run(At(50, 1, "online/loss", 4), At(100, 1, "online/loss", 3), At(200, 2, "online/loss", double.NaN)).Curve("online/loss", "")!;
        Assert.Equal([0.5, 1, 2], curve.X);
        Assert.Equal([4, 3, double.NaN], curve.Y);
    }

    [Fact]
    public void WhatWasNotLoggedHasNoCurve() => Assert.Null(Run(At(1, 1, "lr", 1)).Curve("test/mse", ""));

    [Fact]
    public void TheBestErrorCountsAndElseTheFinalOne()
    {
        var run = SampleRuns.Learned();
        Assert.Equal(0.003155, run.BestJudged);
        run.Record.Best.Clear();
        Assert.Equal(0.003961, run.BestJudged);
        Assert.True(double.IsNaN(SampleRuns.Empty().BestJudged));
    }
}
