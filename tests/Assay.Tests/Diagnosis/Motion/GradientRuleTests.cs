namespace Assay.Tests.Diagnosis.Motion;

public class GradientRuleTests
{
    static readonly Func<int, double> Noise = TraceOf.Noise(31);

    static TraceOf Layers(Func<int, double> first, Func<int, double> last) => new TraceOf()
        .With("grad/in.weight/norm", 40, first).With("grad/in.bias/norm", 40, _ => 0).With("grad/out.weight/norm", 40, last);

    [Fact]
    public void VanishingGradientsNamesTheLayer()
    {
        var symptom = MotionCase.Pair("vanishing-gradients", Layers(_ => 3e-6, _ => 0.3));
        Assert.Equal("in.weight", symptom.Where);
    }

    [Fact]
    public void VanishingGradientsDoesNotDependOnTheScaleOfTheLoss() => Assert.Equal(
        MotionCase.Ask("vanishing-gradients", Layers(_ => 3e-6, _ => 0.3))!.Strength, MotionCase.Ask("vanishing-gradients", Layers(_ => 3e-14, _ => 3e-9))!.Strength, 1e-9);

    [Fact]
    public void VanishingGradientsSeesAShareThatFellDuringTraining() =>
        Assert.True(MotionCase.Ask("vanishing-gradients", Layers(i => 0.3 * Math.Pow(10, -i / 10.0), _ => 0.3))!.Fires);

    [Fact]
    public void VanishingGradientsNeedsMoreWhereUpdatesKeepUp()
    {
        var alone = MotionCase.Ask("vanishing-gradients", Layers(_ => 1e-4, _ => 0.3))!;
        var moved = MotionCase.Ask("vanishing-gradients", Layers(_ => 1e-4, _ => 0.3)
            .With("update/in.weight/ratio", 40, _ => 1e-3).With("update/out.weight/ratio", 40, _ => 1e-3))!;
        Assert.True(alone.Fires);
        Assert.False(moved.Fires);
    }

    [Fact]
    public void ExplodingGradientsSeesASpike() => Assert.Equal("step 1510", MotionCase.Pair("exploding-gradients", new TraceOf()
        .With("grad/norm", 200, i => (i == 150 ? 500 : 1) * Math.Exp(0.2 * Noise(i)))).Where);

    [Fact]
    public void ExplodingGradientsSeesGrowth() => Assert.True(MotionCase.Ask("exploding-gradients", new TraceOf().With("grad/norm", 200, i => Math.Pow(10, i / 50.0)))!.Fires);

    [Fact]
    public void ExplodingGradientsIsSilentOnWideNoise() => Assert.False(MotionCase.Ask("exploding-gradients", new TraceOf().With("grad/norm", 200, i => Math.Exp(Noise(i))))!.Fires);

    [Fact]
    public void VanishingThroughTimeReadsTheProbe() => Assert.True(MotionCase.Ask("vanishing-through-time", new TraceOf().Vital("probe/time-decades", 7.5))!.Fires);

    [Fact]
    public void VanishingThroughTimeReadsRetention() =>
        Assert.Equal("rnn", MotionCase.Pair("vanishing-through-time", new TraceOf().With("grad/rnn/retention", 20, _ => 1e-6)).Where);

    [Fact]
    public void ExplodingThroughTimeReadsTheProbe() => Assert.True(MotionCase.Ask("exploding-through-time", new TraceOf().Vital("probe/time-decades", -3.5))!.Fires);

    [Fact]
    public void ExplodingThroughTimeReadsRetention() =>
        Assert.Equal("rnn", MotionCase.Pair("exploding-through-time", new TraceOf().With("grad/rnn/retention", 20, _ => 1e5)).Where);

    [Fact]
    public void AlwaysClippingSeesAClippedTraining()
    {
        var little = MotionCase.Pair("always-clipping", new TraceOf().With("clip/rate", 200, _ => 0.95).With("grad/norm", 200, _ => 2).Setting("clip", 1.0));
        var hard = MotionCase.Ask("always-clipping", new TraceOf().With("clip/rate", 200, _ => 0.95).With("grad/norm", 200, _ => 200).Setting("clip", 1.0))!;
        Assert.True(hard.Strength > little.Strength);
    }
}
