using System.Xml.Linq;
using Assay.Reports;

namespace Assay.Tests.Reports;

public sealed class BarChartTests
{
    static BarChart Chart(bool log, params Bar[] bars) => new() { Title = "t", ValueTitle = "error", Log = log, Bars = bars };

    static IReadOnlyList<double> Lengths(BarChart chart) => [.. Svg.Parse(chart).Descendants(Svg.Space + "rect")
        .Where(r => r.Element(Svg.Space + "title") is not null).Select(r => Svg.Number(r.Attribute("width")!.Value))];

    [Fact]
    public void LinearBarsAreProportionalToTheirValues()
    {
        var lengths = Lengths(Chart(false, new("a", 1), new("b", 2), new("c", 4)));
        Assert.Equal(2 * lengths[0], lengths[1], 0.02);
        Assert.Equal(4 * lengths[0], lengths[2], 0.03);
    }

    [Fact]
    public void LogarithmicBarsGrowEquallyForEqualRatios()
    {
        var lengths = Lengths(Chart(true, new("a", 0.001), new("b", 0.01), new("c", 0.1)));
        Assert.True(lengths[0] > 0);
        Assert.Equal(lengths[1] - lengths[0], lengths[2] - lengths[1], 0.03);
    }

    [Fact]
    public void ValuesAreWrittenAndMissingOnesNamed()
    {
        var chart = Chart(true, new("good", 0.0042), new("none", double.NaN), new("endless", double.PositiveInfinity), new("<zero>", 0));
        var texts = Svg.Texts(Svg.Parse(chart));
        Assert.Contains("0.0042", texts);
        Assert.Contains("no value", texts);
        Assert.Contains("Infinity", texts);
        Assert.Contains("<zero>", texts);
        Assert.Single(Lengths(chart));
    }

    [Fact]
    public void NegativeValuesGrowToTheLeft()
    {
        var bars = Svg.Parse(Chart(false, new("a", -2), new("b", 2))).Descendants(Svg.Space + "rect")
            .Where(r => r.Element(Svg.Space + "title") is not null).ToList();
        double Left(XElement bar) => Svg.Number(bar.Attribute("x")!.Value);
        Assert.Equal(Left(bars[1]), Left(bars[0]) + Svg.Number(bars[0].Attribute("width")!.Value), 0.02);
    }

    [Fact]
    public void WithoutBarsItSaysSo() => Assert.Contains("no values to draw", Svg.Texts(Svg.Parse(Chart(true))));
}
