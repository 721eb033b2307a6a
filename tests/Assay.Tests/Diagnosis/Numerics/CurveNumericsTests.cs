using Assay.Diagnosis;

namespace Assay.Tests.Diagnosis.Numerics;

public class CurveNumericsTests
{
    static Curve Of(int points, Func<int, double> value) => new TraceOf().With("y", points, value).Make().Curve("y");

    [Fact]
    public void DetrendingLeavesTheNoiseAndTakesTheTrend()
    {
        var noise = TraceOf.Noise(3);
        var left = Of(800, i => 5 * Math.Exp(-i / 200.0) + 0.1 * noise(i)).Detrended();
        Assert.Equal(800, left.Count);
        Assert.Equal(0.1, Robust.Deviation(left.Values), 0.02);
    }

    [Fact]
    public void DetrendingTakesWholeLines() => Assert.All(Of(64, i => 2 - 3 * i).Detrended().Values, value => Assert.Equal(0, value, 1e-9));

    [Fact]
    public void ThinningKeepsTheMeanAndSkipsWhatIsNotFinite()
    {
        var thin = Of(1000, i => i == 500 ? double.NaN : 7).Thinned(50);
        Assert.Equal(50, thin.Count);
        Assert.All(thin.Values, value => Assert.Equal(7, value));
    }

    [Fact]
    public void LossesOfZeroAndLessAreRaisedBeforeTheirLogarithm()
    {
        var log = Of(11, i => 10 - 2 * i).Log();
        Assert.Equal(Math.Log(2), log.Values[10], 1e-12);
        Assert.Equal(Math.Log(22), log.Values[0], 1e-12);
    }

    [Fact]
    public void NewestAndOldestShareTheCurve()
    {
        var curve = Of(10, i => i);
        Assert.Equal([7.0, 8, 9], curve.Newest(0.3).Values);
        Assert.Equal([0.0, 1, 2], curve.Oldest(0.3).Values);
        Assert.Equal([9.0], curve.Newest(0).Values);
    }
}
