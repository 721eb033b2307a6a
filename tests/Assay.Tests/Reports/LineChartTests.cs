using System.Xml.Linq;
using Assay.Reports;

namespace Assay.Tests.Reports;

public sealed class LineChartTests
{
    const string Hostile = "</text><script>alert('x')</script> & \"q\" \u0001 \uD800 😀 ]]>";

    static LineChart Chart(params ChartSeries[] series) => new() { Title = "a title", XTitle = "epoch", YTitle = "error", Series = series };

    [Fact]
    public void HostileNamesStayText()
    {
        var svg = Svg.Parse(new LineChart
        {
            Title = Hostile,
            XTitle = Hostile,
            YTitle = Hostile,
            Series = [new(Hostile, [0, 1], [1, 2]), new("b", [0, 1], [2, 3])],
            References = [new ReferenceLine(Hostile, 1.5)],
        });
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "script");
        Assert.Equal(Hostile.Replace('\u0001', '\uFFFD').Replace('\uD800', '\uFFFD'), svg.Element(Svg.Space + "title")!.Value);
        Assert.True(Svg.Texts(svg).Count(t => t.StartsWith("</text><script>", StringComparison.Ordinal)) >= 5);
    }

    [Fact]
    public void StandsAloneAndIsAccessible()
    {
        var svg = Svg.Parse(Chart(new ChartSeries("a", [0, 1], [1, 2])));
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("a title", svg.Attribute("aria-label")!.Value);
        Assert.Contains("prefers-color-scheme:dark", svg.Element(Svg.Space + "style")!.Value);
        Assert.Contains("epoch", Svg.Texts(svg));
        Assert.Contains("error", Svg.Texts(svg));
    }

    [Fact]
    public void NaNsAreGapsAndLonelyPointsDots()
    {
        var svg = Svg.Parse(Chart(new ChartSeries("a", [0, 1, 2, 3, 4, 5], [1, 2, double.NaN, 3, double.NaN, 4])));
        Assert.Equal([2], Svg.Paths(svg, "line").Select(p => Svg.Points(p).Count));
        Assert.Equal([1, 1], Svg.Paths(svg, "dots").Select(p => Svg.Points(p).Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EverythingDrawnLiesInsideThePicture(bool log)
    {
        var random = new Random(3);
        var y = Enumerable.Range(0, 5000).Select(i => i % 97 == 0 ? double.NaN : Math.Pow(10, random.NextDouble() * 12 - 6)).ToList();
        var x = Enumerable.Range(0, 5000).Select(i => (double)i).ToList();
        var chart = new LineChart
        {
            Title = "t",
            XTitle = "x",
            YTitle = "y",
            LogY = log,
            Series = [new("a", x, y), new("b", x, y) { Mark = SeriesMark.Dots }, new("c", x, y) { Mark = SeriesMark.Background }],
            References = [new("one", 0.5), new("two", 0.5), new("three", 1e7), new("never", double.NaN)],
        };
        var svg = Svg.Parse(chart);
        var height = Svg.Number(svg.Attribute("height")!.Value);
        var points = svg.Descendants(Svg.Space + "path").SelectMany(Svg.Points).ToList();
        Assert.NotEmpty(points);
        Assert.All(points, p => Assert.True(p.X >= 0 && p.X <= chart.Width && p.Y >= 0 && p.Y <= height, $"{p} lies outside"));
        Assert.DoesNotContain(Svg.Texts(svg), t => t.StartsWith("never", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", chart.Svg().Split("<style>")[0] + chart.Svg().Split("</style>")[1]);
    }

    [Fact]
    public void LabelsOfReferenceLinesDoNotCoverEachOther()
    {
        var chart = new LineChart
        {
            Title = "t",
            XTitle = "x",
            YTitle = "y",
            Series = [new("a", [0, 1], [0, 10])],
            References = [new("one", 9.99), new("two", 10), new("three", 10)],
        };
        var at = Svg.Parse(chart).Descendants(Svg.Space + "text").Where(t => t.Value.Split(' ')[0] is "one" or "two" or "three")
            .Select(t => Svg.Number(t.Attribute("y")!.Value)).Order().ToList();
        Assert.Equal(3, at.Count);
        Assert.True(at[1] - at[0] >= 13.9 && at[2] - at[1] >= 13.9);
    }

    [Fact]
    public void BackgroundLiesBehindTheOtherSeries()
    {
        var svg = Svg.Parse(Chart(new("line", [0, 1], [0, 1]), new("noise", [0, 1], [1, 0]) { Mark = SeriesMark.Background }));
        var paths = svg.Descendants(Svg.Space + "path").ToList();
        Assert.Contains("background", Svg.Classes(paths[0]));
        Assert.DoesNotContain("background", Svg.Classes(paths[1]));
    }

    [Fact]
    public void WithoutValuesItSaysSo()
    {
        Assert.Contains("no values to draw", Svg.Texts(Svg.Parse(Chart())));
        Assert.Contains("no values to draw", Svg.Texts(Svg.Parse(Chart(new ChartSeries("a", [1], [double.NaN])))));
    }

    [Fact]
    public void MistakesAreNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => new ChartSeries("speed", [1, 2], [1]));
        Assert.Contains("speed", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new LineChart { Title = "t", XTitle = "x", YTitle = "y", Series = [], Width = 1 }.Svg());
    }
}
