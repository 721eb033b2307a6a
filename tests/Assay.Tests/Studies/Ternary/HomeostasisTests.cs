using Assay.Studies.Ternary;

namespace Assay.Tests.Studies.Ternary;

public class HomeostasisTests
{
    [Fact]
    public void EncoderAIsReleasedWhenAllIsCoveredAndItsHierarchyStandsStill()
    {
        var homeostasis = new Homeostasis();
        Assert.True(homeostasis.IsFrozen(Homeostasis.A));
        for (var epoch = 0; epoch < 12; epoch++) homeostasis.Observe(0.999, -0.7, -0.8, 1, 1);
        Assert.True(homeostasis.IsFrozen(Homeostasis.A));
        var changes = Enumerable.Range(0, 12).SelectMany(_ => homeostasis.Observe(1, -0.7, -0.8, 1, 1)).ToList();
        Assert.False(homeostasis.IsFrozen(Homeostasis.A));
        Assert.Single(changes, change => change.StartsWith("encoder A released", StringComparison.Ordinal));
    }

    [Fact]
    public void EncoderAIsFrozenWhenCoverageSuffers()
    {
        var homeostasis = Released();
        Assert.Contains(Enumerable.Range(0, 5).SelectMany(_ => homeostasis.Observe(0.98, -0.7, -0.8, 1, 0.5)), change => change.Contains("encoder A frozen: coverage 0.9800", StringComparison.Ordinal));
        Assert.True(homeostasis.IsFrozen(Homeostasis.A));
    }

    [Fact]
    public void ThresholdsRelaxWhereQualityRose()
    {
        var (better, worse) = (Released(), Released());
        for (var epoch = 0; epoch < 5; epoch++)
        {
            better.Observe(0.98, -0.8, -0.8, 1, 2);
            worse.Observe(0.98, -0.6, -0.8, 1, 0);
        }
        Assert.Equal(0.990, better.FreezeCoverage, 6);
        Assert.Equal(0.995, worse.FreezeCoverage, 6);
    }

    [Fact]
    public void EncoderBIsFrozenAtAPlateauAndReleasedWhenItsHierarchyFalls()
    {
        var homeostasis = new Homeostasis();
        for (var epoch = 0; epoch < 12; epoch++) homeostasis.Observe(0.9, -0.1 * epoch, -0.8, 1, 1);
        Assert.True(homeostasis.IsFrozen(Homeostasis.B));
        for (var epoch = 0; epoch < 4; epoch++) homeostasis.Observe(0.9, -0.8, -0.8, 1, 1);
        homeostasis.Observe(0.9, -0.8, -0.7, 1, 1);
        Assert.False(homeostasis.IsFrozen(Homeostasis.B));
    }

    [Fact]
    public void AHierarchyThatTurnsUpsideDownIsAFall()
    {
        var homeostasis = new Homeostasis();
        for (var epoch = 0; epoch < 16; epoch++) homeostasis.Observe(0.9, -0.8, -0.8, 1, 1);
        Assert.True(homeostasis.IsFrozen(Homeostasis.B));
        homeostasis.Observe(0.9, -0.8, 0.8, 1, 1);
        Assert.False(homeostasis.IsFrozen(Homeostasis.B));
    }

    [Fact]
    public void TheControllerIsFrozenWhileItsGradientIsQuiet()
    {
        var homeostasis = new Homeostasis();
        for (var epoch = 0; epoch < 9; epoch++) homeostasis.Observe(0.9, -0.8, -0.8, 0.001, 1);
        Assert.True(homeostasis.IsFrozen(Homeostasis.Controller));
        for (var epoch = 0; epoch < 4; epoch++) homeostasis.Observe(0.9, -0.8, -0.8, 0.001, 1);
        homeostasis.Observe(0.9, -0.8, -0.8, 0.5, 1);
        Assert.False(homeostasis.IsFrozen(Homeostasis.Controller));
    }

    [Fact]
    public void AStoredStateGoesOnAlike()
    {
        var (one, other) = (Released(), new Homeostasis());
        other.Load(one.ToJson());
        for (var epoch = 0; epoch < 20; epoch++)
        {
            var coverage = epoch % 7 == 0 ? 0.97 : 1;
            Assert.Equal(one.Observe(coverage, -0.7, -0.6 - (0.02 * (epoch % 5)), 0.02, epoch), other.Observe(coverage, -0.7, -0.6 - (0.02 * (epoch % 5)), 0.02, epoch));
        }
        Assert.Equal(one.ToJson().ToJsonString(), other.ToJson().ToJsonString());
        Assert.Throws<KeyNotFoundException>(() => other.Load(null));
    }

    static Homeostasis Released()
    {
        var homeostasis = new Homeostasis();
        for (var epoch = 0; epoch < 14; epoch++) homeostasis.Observe(1, -0.7, -0.8, 1, 1);
        Assert.False(homeostasis.IsFrozen(Homeostasis.A));
        return homeostasis;
    }
}
