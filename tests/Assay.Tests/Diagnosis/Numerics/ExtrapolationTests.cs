using Assay.Diagnosis;

namespace Assay.Tests.Diagnosis.Numerics;

public class ExtrapolationTests
{
    static Extrapolation Of(Func<double, double> loss, double noise = 0.01)
    {
        var normal = TraceOf.Noise(5);
        return Extrapolation.Of(new TraceOf().With("y", 200, i => loss((i + 1) / 200.0) * (1 + noise * normal(i))).Make().Curve("y"))!;
    }

    [Fact]
    public void FollowsAPowerLaw() => Assert.Equal(0.5 * Math.Log10(2), Of(t => 0.3 / Math.Sqrt(t)).Gain, 0.03);

    [Fact]
    public void FollowsAnExponentialToItsFloor() =>
        Assert.Equal(Math.Log10((0.1 + Math.Exp(-2)) / (0.1 + Math.Exp(-4))), Of(t => 0.1 + Math.Exp(-2 * t)).Gain, 0.06);

    [Fact]
    public void ExpectsNothingOfAFlatCurve() => Assert.Equal(0, Of(_ => 0.5).Gain, 0.005);

    [Fact]
    public void IntervalHoldsTheMedian()
    {
        var further = Of(t => 0.2 + 0.3 / Math.Sqrt(t), noise: 0.05);
        Assert.True(further.Low <= further.Gain && further.Gain <= further.High);
        Assert.True(further.High - further.Low > 0);
    }

    [Fact]
    public void NeedsSixPoints() => Assert.Null(Extrapolation.Of(new TraceOf().With("y", 5, i => 1).Make().Curve("y")));
}
