using Assay.Studies.Ternary;
using Assay.Tensors;

namespace Assay.Tests.Studies.Ternary;

public class RichnessBoundTests
{
    [Fact]
    public void WhatKeepsPerfectOrderIsFree()
    {
        var curve = RichnessBound.Curve(0.95);
        Assert.Equal((0, TernaryScores.Ceiling), curve[0]);
        Assert.Equal((0.95 * 0.95 / 40, TernaryScores.Ceiling), curve[1]);
        foreach (double[] shares in new double[][] { new double[10], [0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0], [1, 0.5, 0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] })
            Assert.Equal(TernaryScores.Ceiling, RichnessBound.Hierarchy(shares), 8);
    }

    [Fact]
    public void TheEightyOneDeepestOperationsAreRichForNextToNothing()
    {
        // Levels count alike in the richness and next to nothing in the hierarchy.
        Assert.Equal(TernaryScores.Ceiling, RichnessBound.Hierarchy([1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5]), 6);
        Assert.Contains(RichnessBound.Curve(0.95), point => point.Richness > 0.11 && point.Hierarchy < TernaryScores.Ceiling + 1e-6);
    }

    [Fact]
    public void MoreRichnessCostsHierarchy()
    {
        var curve = RichnessBound.Curve(0.95);
        Assert.True(curve.Count > 10);
        foreach (var (nearer, farther) in curve.Zip(curve.Skip(1)))
        {
            Assert.True(farther.Richness > nearer.Richness);
            Assert.True(farther.Hierarchy >= nearer.Hierarchy - 1e-9);
        }
        Assert.Equal(0.95 * 0.95 / 4, curve[^1].Richness, 3);
    }

    [Fact]
    public void HierarchyOfSharesIsThatOfRadii()
    {
        double[] shares = [0.7, 0.4, 0.5, 0.25, 0, 0, 0.5, 0, 0, 0];
        var radii = TernaryScoresTests.Radii((level, place) => (place < shares[level] ? 10 : 0) + (0.1 * (9 - level)) + (0.01 * place));
        Assert.Equal(TernaryScores.Hierarchy(radii), RichnessBound.Hierarchy(shares), 3);
    }

    [Fact]
    public void NoRadiiBeatIt()
    {
        var curve = RichnessBound.Curve(1);
        var rng = new Rng(7);
        for (var turn = 0; turn < 40; turn++)
        {
            // Levels of random middle, spread and shape.
            double[] middle = [.. Enumerable.Range(0, 10).Select(level => (0.1 * (9 - level)) + (0.3 * rng.NextDouble()))], spread = [.. Enumerable.Range(0, 10).Select(_ => rng.NextDouble())], power = [.. Enumerable.Range(0, 10).Select(_ => 0.2 + rng.NextDouble())];
            var radii = TernaryScoresTests.Radii((level, place) => Math.Clamp(middle[level] + (spread[level] * Math.Sign(place - 0.5) * Math.Pow(Math.Abs(place - 0.5), power[level])) + (1e-9 * rng.NextDouble()), 0, 1) * 0.999 + (1e-4 * place));
            var (richness, hierarchy) = (TernaryScores.Richness(radii), TernaryScores.Hierarchy(radii));
            var limit = curve.Last(point => point.Richness <= richness + 1e-9).Hierarchy;
            Assert.True(hierarchy >= limit - 1e-4, $"hierarchy {hierarchy} at richness {richness}, bound {limit}");
        }
    }
}
