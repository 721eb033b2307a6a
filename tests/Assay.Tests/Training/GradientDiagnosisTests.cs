using Assay.Training;

namespace Assay.Tests.Training;

/// <summary>The diagnosis on constructed norms.</summary>
public sealed class GradientDiagnosisTests
{
    static readonly double[] Calm = [.. Enumerable.Range(0, 20).Select(i => 1 + (0.1 * (i % 3)))];

    [Fact]
    public void OrdinaryNormsAreHealthy()
    {
        var diagnosis = new GradientDiagnosis(new GradientLimits());

        for (var look = 0; look < 5; look++) Assert.Empty(diagnosis.Of(Look(Calm)));
    }

    [Theory]
    [InlineData("vanishing", 1e-8, 1e-3, 0.5, "layer.weight 1E-08")]
    [InlineData("exploding", 250, 1e-3, 0.5, "layer.weight 250")]
    [InlineData("still", 1, 1e-9, 0.5, "layer.weight 1E-09")]
    [InlineData("jumping", 1, 0.3, 0.5, "layer.weight 0.3")]
    [InlineData("fading", 1, 1e-3, 1e-6, "encoder.l0 1E-06")]
    public void WhatLastsForThreeLooksIsNamedWithItsValue(string name, double norm, double ratio, double retention, string evidence)
    {
        var diagnosis = new GradientDiagnosis(new GradientLimits());
        var ill = Look(Calm, norm, ratio, retention);

        Assert.Empty(diagnosis.Of(ill));
        Assert.Empty(diagnosis.Of(ill));
        var warning = Assert.Single(diagnosis.Of(ill));
        Assert.Equal(name, warning.Name);
        Assert.Contains(evidence, warning.Evidence, StringComparison.Ordinal);
        Assert.NotEqual("", warning.Advice);
        Assert.Empty(diagnosis.Of(Look(Calm)));
        Assert.Empty(diagnosis.Of(ill));
    }

    [Fact]
    public void TheLimitsAreSettable()
    {
        var diagnosis = new GradientDiagnosis(new GradientLimits { Vanishing = 1e-9, Exploding = 1e3 });

        for (var look = 0; look < 3; look++)
        {
            Assert.Empty(diagnosis.Of(Look(Calm, norm: 1e-8)));
            Assert.Empty(diagnosis.Of(Look(Calm, norm: 250)));
        }
    }

    [Fact]
    public void ScatterAboveTwiceTheMeanIsUnstable()
    {
        var diagnosis = new GradientDiagnosis(new GradientLimits());
        double[] spikes = [.. Enumerable.Repeat(0.1, 19), 40];

        Assert.Equal("unstable", Assert.Single(diagnosis.Of(Look(spikes))).Name);
        Assert.Empty(diagnosis.Of(Look([.. Enumerable.Repeat(1.0, 10), .. Enumerable.Repeat(4.0, 10)])));
        // Too few to tell.
        Assert.Empty(diagnosis.Of(Look([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 40])));
    }

    [Fact]
    public void ClippingThatLeavesLessThanAFifthIsNamed()
    {
        var diagnosis = new GradientDiagnosis(new GradientLimits());
        var look = Look(Calm) with { Kept = [.. Enumerable.Repeat(0.1, 20)] };

        Assert.Equal("clipped", Assert.Single(diagnosis.Of(look)).Name);
        Assert.Empty(diagnosis.Of(look with { Kept = [.. Enumerable.Repeat(0.3, 20)] }));
    }

    static GradientLook Look(double[] norms, double norm = 1, double ratio = 1e-3, double retention = 0.5) => new(
        norms, [.. norms.Select(_ => 1.0)], [("layer.weight", norm)], [("layer.weight", ratio)], [("encoder.l0", retention)]);
}
