using Assay.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Reports;

public sealed class AxisTests
{
    [Fact]
    public void LinearTicksAreRoundAndCoverTheData() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), ArbMap.Default.ArbFor<NormalFloat>(), (a, b) =>
        {
            if (Math.Abs(a.Get) > 1e140 || Math.Abs(b.Get) > 1e140) return true;
            var axis = Axis.Over([a.Get, b.Get], log: false, 0, 100);
            var (low, high) = (Math.Min(a.Get, b.Get), Math.Max(a.Get, b.Get));
            return axis.Low <= low && axis.High >= high && axis.Ticks.Count is >= 2 and <= 12
                && axis.At(low) >= -1e-6 && axis.At(high) <= 100 + 1e-6 && axis.At(low) <= axis.At(high);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void LogarithmicTicksCoverTheData() =>
        Prop.ForAll(Gen.Choose(-200, 200).Two().ToArbitrary(), exponents =>
        {
            var (a, b) = (Math.Pow(10, exponents.Item1 / 10.0), Math.Pow(10, exponents.Item2 / 10.0));
            var axis = Axis.Over([a, b, -3, 0, double.NaN], log: true, 0, 100);
            return axis.Low <= Math.Min(a, b) * 1.000001 && axis.High >= Math.Max(a, b) * 0.999999 && axis.Low < axis.High
                && axis.Ticks.Count is >= 2 and <= 12 && axis.At(a) is >= -0.01 and <= 100.01;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 1, "0|0.2|0.4|0.6|0.8|1.0")]
    [InlineData(0, 50, "0|10|20|30|40|50")]
    [InlineData(-1.1, 1.2, "-1.5|-1.0|-0.5|0|0.5|1.0|1.5")]
    [InlineData(0, 40_000, "0|10,000|20,000|30,000|40,000")]
    public void LinearLabels(double low, double high, string labels)
    {
        var axis = Axis.Over([low, high], log: false, 0, 1);
        Assert.Equal(labels, string.Join('|', axis.Ticks.Select(axis.Label)));
    }

    [Fact]
    public void LogarithmicLabelsUseOneNotation()
    {
        var plain = Axis.Over([0.0012, 0.9], log: true, 0, 1);
        Assert.Equal(["0.001", "0.01", "0.1", "1"], plain.Ticks.Select(plain.Label));
        var scientific = Axis.Over([1e-9, 1], log: true, 0, 1);
        Assert.All(scientific.Ticks, t => Assert.Contains('e', scientific.Label(t)));
        var narrow = Axis.Over([0.36, 0.51], log: true, 0, 1);
        Assert.Equal(["0.3", "0.4", "0.5", "0.6"], narrow.Ticks.Select(narrow.Label));
    }

    [Fact]
    public void WithoutValuesThereIsStillAnAxis()
    {
        Assert.Equal((0, 1), (Axis.Over([double.NaN], log: false, 0, 1).Low, Axis.Over([], log: false, 0, 1).High));
        Assert.True(Axis.Over([-1, 0], log: true, 0, 1).Low > 0);
    }
}
