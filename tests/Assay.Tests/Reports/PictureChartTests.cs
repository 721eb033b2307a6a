using System.Xml.Linq;
using Assay.Reports;

namespace Assay.Tests.Reports;

public sealed class PictureChartTests
{
    static IReadOnlyList<XElement> All(Chart chart, string element, string word) =>
        [.. Svg.Parse(chart).Descendants(Svg.Space + element).Where(e => Svg.Classes(e).Contains(word))];

    [Fact]
    public void PointsOfAGroupShareAColourAndTheLegendNamesIt()
    {
        var chart = new ScatterChart { Title = "t", X = [0, 1, 2, double.NaN], Y = [5, 6, 7, 8], Groups = ["<b>", "a", "<b>", "a"] };
        var spots = All(chart, "circle", "spot");

        // Two in the legend, three in the plot: one point has no place.
        Assert.Equal(5, spots.Count);
        Assert.Equal(3, spots.Count(spot => Svg.Classes(spot).Contains("f0")));
        Assert.Equal(["t", "<b>", "a"], Svg.Texts(Svg.Parse(chart)));
    }

    [Fact]
    public void PointsLieWhereTheyBelong()
    {
        var spots = All(new ScatterChart { Title = "t", X = [0, 1, 3], Y = [0, 1, 3], XTitle = "x", YTitle = "y" }, "circle", "spot");
        double At(int point, string side) => Svg.Number(spots[point].Attribute(side)!.Value);

        Assert.Equal(2 * (At(1, "cx") - At(0, "cx")), At(2, "cx") - At(1, "cx"), 0.05);
        Assert.Equal(2 * (At(0, "cy") - At(1, "cy")), At(1, "cy") - At(2, "cy"), 0.05);
        Assert.True(At(2, "cy") < At(0, "cy"));
    }

    [Fact]
    public void ValuesColourPointsFromTheSmallestToTheLargest()
    {
        var chart = new ScatterChart { Title = "t", X = [0, 1, 2, 3], Y = [0, 1, 2, 3], Values = [-1, 0, 1, double.NaN], ValueTitle = "length" };
        var styles = All(chart, "circle", "spot").Select(spot => spot.Attribute("style")?.Value).ToList();

        Assert.Equal(["fill:#440154", "fill:#21918c", "fill:#fde725", null], styles);
        Assert.Contains("length", Svg.Texts(Svg.Parse(chart)));
    }

    [Fact]
    public void ListsOfDifferentLengthsAreRefused()
    {
        Assert.Contains("2 x values and 1 y values", Assert.Throws<ArgumentException>(
            () => new ScatterChart { Title = "t", X = [1, 2], Y = [1] }.Svg()).Message);
        Assert.Contains("1 groups", Assert.Throws<ArgumentException>(
            () => new ScatterChart { Title = "t", X = [1, 2], Y = [1, 2], Groups = ["a"] }.Svg()).Message);
        Assert.Contains("row 1 has 1 cells for 2 columns", Assert.Throws<ArgumentException>(
            () => new HeatMapChart { Title = "t", Rows = [[1, 2], [3]], RowLabels = ["a", "b"], ColumnLabels = ["c", "d"] }.Svg()).Message);
        Assert.Contains("1 upper limits", Assert.Throws<ArgumentException>(
            () => new ChartSeries("s", [1, 2], [1, 2]) { Limits = ([1, 2], [3]) }).Message);
    }

    [Fact]
    public void ASignedMapHasZeroInTheMiddle()
    {
        var chart = new HeatMapChart { Title = "t", Rows = [[-1, 0, 0.5, double.NaN]], RowLabels = ["r"], ColumnLabels = ["a", "b", "c", "d"], Signed = true };
        var cells = Svg.Parse(chart).Descendants(Svg.Space + "rect").Where(r => r.Element(Svg.Space + "title") is not null).ToList();

        Assert.Equal(["#005aa0", "#dee0e2", "#e9a066", null], cells.Select(cell => cell.Attribute("fill")?.Value));
        Assert.Equal("tile missing", cells[3].Attribute("class")!.Value);
        Assert.Equal("r, c: 0.5", cells[2].Value);
    }

    [Fact]
    public void NamesOfALargeMapDoNotTouch()
    {
        var labels = Enumerable.Range(0, 120).Select(i => $"token {i}").ToList();
        var chart = new HeatMapChart { Title = "t", Rows = [.. labels.Select(_ => new double[120])], RowLabels = labels, ColumnLabels = labels };
        var places = Svg.Parse(chart).Descendants(Svg.Space + "text").Where(t => t.Value.StartsWith("token", StringComparison.Ordinal)).ToList();
        var rows = places.Where(t => t.Attribute("transform") is null).Select(t => Svg.Number(t.Attribute("y")!.Value)).ToList();
        var columns = places.Where(t => t.Attribute("transform") is not null).Select(t => Svg.Number(t.Attribute("x")!.Value)).ToList();

        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 11));
        Assert.All(columns.Zip(columns.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 11));
    }

    [Fact]
    public void LimitsAreABandAroundALineAndBarsAtDots()
    {
        ChartSeries Series(SeriesMark mark) => new("s", [1, 2, 4], [1, 2, 3]) { Limits = ([0.5, 1, 2], [2, double.NaN, 9]), Mark = mark };
        LineChart Chart(SeriesMark mark) => new() { Title = "t", XTitle = "x", YTitle = "y", LogX = true, Series = [Series(mark)] };

        var banded = new ChartSeries("s", [1, 2, 4], [1, 2, 3]) { Limits = ([0, 1, 2], [2, 3, 9]) };
        Assert.Single(Svg.Paths(Svg.Parse(new LineChart { Title = "t", XTitle = "x", YTitle = "y", Series = [banded] }), "band"));
        Assert.Equal(6, All(Chart(SeriesMark.Dots), "line", "line").Count);
        Assert.Contains("10", Svg.Texts(Svg.Parse(Chart(SeriesMark.Line))));
        Assert.Contains("8", Svg.Texts(Svg.Parse(new LineChart { Title = "t", XTitle = "x", YTitle = "y", Series = [Series(SeriesMark.Line)] })));
    }

    [Fact]
    public void WithoutValuesTheySaySo()
    {
        Chart[] charts = [new ScatterChart { Title = "t", X = [], Y = [] }, new HeatMapChart { Title = "t", Rows = [], RowLabels = [], ColumnLabels = [] }];
        Assert.All(charts, chart => Assert.Contains("no values to draw", Svg.Texts(Svg.Parse(chart))));
    }
}
