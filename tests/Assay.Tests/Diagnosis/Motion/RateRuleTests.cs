namespace Assay.Tests.Diagnosis.Motion;

public class RateRuleTests
{
    static TraceOf Test(params (string Multiple, double Ratio)[] ratios) =>
        ratios.Aggregate(new TraceOf(), (trace, one) => trace.Vital("probe/rate/" + one.Multiple, one.Ratio));

    [Fact]
    public void LearningRateTooHighSeesWhatALowerOneWins() => MotionCase.Pair("learning-rate-too-high", Test(("0.1", 0.6), ("0.3", 0.7), ("1", 1.1), ("3", 8), ("10", double.NaN)));

    [Fact]
    public void LearningRateTooLowSeesWhatAHigherOneWins() => MotionCase.Pair("learning-rate-too-low", Test(("0.1", 0.999), ("0.3", 0.99), ("1", 0.98), ("3", 0.9), ("10", 0.5), ("100", double.PositiveInfinity)));

    [Fact]
    public void BothAreSilentWhereNoRateWins()
    {
        var flat = Test(("0.1", 1), ("1", 1), ("10", 1));
        Assert.False(MotionCase.Ask("learning-rate-too-high", flat)!.Fires);
        Assert.False(MotionCase.Ask("learning-rate-too-low", flat)!.Fires);
    }

    [Fact]
    public void BothNeedTheRateItself()
    {
        Assert.Null(MotionCase.Ask("learning-rate-too-high", Test(("0.1", 0.5), ("10", 1))));
        Assert.Null(MotionCase.Ask("learning-rate-too-low", Test(("0.1", 0.5), ("10", 1))));
    }

    [Fact]
    public void BatchTooSmallComparesWithTheNoiseScale() => MotionCase.Pair("batch-too-small", new TraceOf().Setting("batch", 4.0).Vital("probe/noise-scale", 1e4));

    [Fact]
    public void BatchTooLargeComparesWithTheNoiseScale() => MotionCase.Pair("batch-too-large", new TraceOf().Setting("batch", 4096.0).Vital("probe/noise-scale", 20));
}
