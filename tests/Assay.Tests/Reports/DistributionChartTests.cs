using System.Globalization;
using System.Xml.Linq;
using Assay.Reports;

namespace Assay.Tests.Reports;

public sealed class DistributionChartTests
{
    static DistributionChart Chart(params DistributionRow[] rows) => new() { Title = "Radii", ValueTitle = "radius", Range = (0, 1), Rows = rows };

    [Fact]
    public void BinsAreAsHighAsTheirShareOfTheFullest()
    {
        var root = XDocument.Parse(Chart(new DistributionRow("level 0", "12", [0, 4, 8, 0], [0.3, 0.4, 0.5, 0.6, 0.7], 0.25, 0.74)).Svg()).Root!;
        var bins = root.Descendants().Where(element => element.Attribute("class")?.Value == "bin f0").ToList();

        Assert.Equal(2, bins.Count);
        Assert.Equal(2, Number(bins[1], "height") / Number(bins[0], "height"), 3);
        Assert.Equal(Number(bins[0], "width"), Number(bins[1], "x") - Number(bins[0], "x"), 0.02);
        var box = Assert.Single(root.Descendants(), element => element.Attribute("class")?.Value == "box c0");
        var whole = Assert.Single(root.Descendants(), element => element.Attribute("class")?.Value == "line c0");
        // The middle half, 0.4 to 0.6, and all of it, 0.25 to 0.74.
        Assert.Equal(0.2 / 0.49, (Number(box, "x2") - Number(box, "x1")) / (Number(whole, "x2") - Number(whole, "x1")), 3);
        Assert.Contains("12", Svg.Texts(root));
    }

    [Fact]
    public void NoRowsAndNoRangeAreHandled()
    {
        Assert.Contains("no values to draw", Svg.Texts(XDocument.Parse(Chart().Svg()).Root!));
        var backwards = new DistributionChart { Title = "Radii", ValueTitle = "radius", Range = (1, 1), Rows = [] };
        Assert.Contains("needed: a higher end", Assert.Throws<ArgumentException>(backwards.Svg).Message, StringComparison.Ordinal);
    }

    static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
