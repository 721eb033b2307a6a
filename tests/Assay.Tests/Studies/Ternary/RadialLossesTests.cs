using Assay.Studies.Ternary;
using Assay.Tensors;
using Assay.Tests.Tensors;

namespace Assay.Tests.Studies.Ternary;

/// <summary>Each loss against its formula in double precision, written down item by item, and its gradient against finite differences.</summary>
public class RadialLossesTests
{
    const double Outer = 0.9, Inner = 0.1;
    static readonly int[] Places = [0, 1, 2, 3, 9, 12, 27, 54, 81, 243, 729, 2187, 6561, 4, 5, 18, 30, 13122, 100, 200];
    static readonly TernaryBatch Batch = new(Places, 60, new Rng(2));
    static readonly int[] V = Batch.Valuations;

    [Fact]
    public void Radial() => Check(
        r => RadialLosses.Radial(r, Batch, Outer, Inner),
        r => Enumerable.Range(0, V.Length).Average(i => (1 + Math.Exp(0.4 * V[i])) * Math.Pow(r[i] - Target(V[i]), 2)));

    [Fact]
    public void Margin() => Check(
        r => RadialLosses.Margin(r, Batch, Outer, Inner),
        r => OverPairs((deep, shallow) => Math.Max(0, (0.5 * (V[deep] - V[shallow]) * (Outer - Inner) / 9) - (r[shallow] - r[deep]))));

    [Fact]
    public void Rank() => Check(
        r => RadialLosses.Rank(r, Batch, 0.1),
        r => OverPairs((deep, shallow) => (V[deep] - V[shallow]) / (1 + Math.Exp((r[shallow] - r[deep]) / 0.1))));

    [Fact]
    public void Order() => Check(
        r => RadialLosses.Order(r, Batch, 0.05, 0.1),
        r => OverPairs((deep, shallow) => 0.05 * Math.Log(1 + Math.Exp((0.05 - (r[shallow] - r[deep])) / 0.1))));

    [Fact]
    public void LevelMeans() => Check(
        r => RadialLosses.LevelMeans(r, Batch, Outer, Inner),
        r => Levels().Average(level => Math.Pow(Mean(r, level) - Target(level), 2)));

    [Fact]
    public void Separation() => Check(
        r => RadialLosses.Separation(r, Batch),
        r => Levels().Zip(Levels().Skip(1), (shallow, deep) => Math.Max(0, Mean(r, deep) - Mean(r, shallow) + 0.01)).Sum());

    [Fact]
    public void Shrinking()
    {
        double[] original = [.. Enumerable.Range(0, 10).Select(level => level < 9 ? 0.4 : 0)];
        Check(
            r => RadialLosses.Shrinking(r, Batch, original),
            r => Levels().Where(level => V.Count(v => v == level) > 1 && original[level] > 0).Average(level =>
            {
                var size = V.Count(v => v == level);
                return Math.Pow(Math.Max(0, 0.5 - (Variance(r, level) * size / (size - 1) / original[level])), 2);
            }));
    }

    [Fact]
    public void Bands()
    {
        var bands = new RadiusBands(0.95, 0.8, 0.2);
        double Weight(int i) => 1 + Math.Exp(0.4 * V[i]);
        Check(
            r => RadialLosses.Bands(r, Batch, bands),
            r => Enumerable.Range(0, V.Length).Average(i => Weight(i) * Math.Pow((Math.Max(0, bands.Low[V[i]] - r[i]) + Math.Max(0, r[i] - bands.High[V[i]])) / Math.Max(0.05, bands.Width(V[i])), 2))
                / Enumerable.Range(0, V.Length).Average(Weight));
    }

    [Fact]
    public void Spread()
    {
        var bands = new RadiusBands(3, 0.5, 0.25);
        Check(
            r => RadialLosses.Spread(r, Batch, bands),
            r => Enumerable.Range(0, 8).Average(level => V.Contains(level) ? Math.Pow(Math.Max(0, 1 - (Variance(r, level) / bands.Variance(level))), 2) : 1));
    }

    [Fact]
    public void BandsAreDisjointAndLeaveDeepLevelsRoom()
    {
        var bands = new RadiusBands(0.95, 0.9, 0.25);
        Assert.Equal(0.95, bands.High[0], 12);
        for (var level = 0; level < 9; level++) Assert.True(bands.Low[level] > bands.High[level + 1]);
        Assert.True(bands.Low[9] > 0);
        Assert.True(bands.Width(9) > 0.005);
        Assert.True(Enumerable.Range(0, 10).Sum(bands.Variance) / 10 > 0.007);
    }

    static void Check(Func<Tensor, Tensor> loss, Func<double[], double> reference) => OpCheck.Run(
        inputs => loss(inputs[0]), inputs => Array64.Zeros([]).Map(_ => reference(inputs[0].Values)), [[Places.Length, 1]], low: 0.05, high: 0.95, tolerance: 2e-4);

    static double Target(int level) => Outer - (level / 9.0 * (Outer - Inner));

    static IEnumerable<int> Levels() => V.Distinct().Order();

    static double Mean(double[] r, int level) => Enumerable.Range(0, V.Length).Where(i => V[i] == level).Average(i => r[i]);

    static double Variance(double[] r, int level) => Enumerable.Range(0, V.Length).Where(i => V[i] == level).Average(i => Math.Pow(r[i] - Mean(r, level), 2));

    static double OverPairs(Func<int, int, double> loss)
    {
        List<double> losses = [];
        for (var pair = 0; pair < Batch.First.Length; pair++)
        {
            var (i, j) = (Batch.First[pair], Batch.Second[pair]);
            if (V[i] > V[j]) losses.Add(loss(i, j));
            if (V[j] > V[i]) losses.Add(loss(j, i));
        }
        return losses.Average();
    }
}
