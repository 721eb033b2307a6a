using Assay.Diagnosis;

namespace Assay.Tests.Diagnosis.Numerics;

public class TheilSenTests
{
    [Fact]
    public void FindsLineThroughPointsOfWhichAFifthIsWild()
    {
        var noise = TraceOf.Noise(1);
        var curve = new TraceOf().With("y", 100, i => i % 5 == 0 ? 1e6 : 3 - 0.02 * (10 * (i + 1)) + 0.1 * noise(i)).Make().Curve("y");
        var line = TheilSen.Of(curve)!;
        Assert.Equal(-0.02, line.Slope, 0.001);
        Assert.True(line.Error is > 0 and < 0.001);
    }

    [Fact]
    public void ErrorCoversTheSlopesOfPureNoise()
    {
        var beyond = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var noise = TraceOf.Noise(seed);
            var line = TheilSen.Of(new TraceOf().With("y", 60, noise).Make().Curve("y"))!;
            if (Math.Abs(line.Slope) > 2 * line.Error) beyond++;
        }

        Assert.InRange(beyond, 2, 30);
    }

    [Fact]
    public void NeedsThreePointsAndTwoSteps()
    {
        Assert.Null(TheilSen.Of(new TraceOf().With("y", 2, i => i).Make().Curve("y")));
        Assert.Null(TheilSen.Of(new TraceOf().With("y", 9, i => i, every: 0).Make().Curve("y")));
        Assert.Null(TheilSen.Of(new TraceOf().With("y", 9, _ => double.NaN).Make().Curve("y")));
    }
}
