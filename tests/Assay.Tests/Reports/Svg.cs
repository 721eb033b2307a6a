using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Assay.Reports;

namespace Assay.Tests.Reports;

/// <summary>Reads charts back from their SVG.</summary>
static partial class Svg
{
    public static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    public static XElement Parse(Chart chart) => XDocument.Parse(chart.Svg()).Root!;

    public static IReadOnlyList<string> Texts(XElement svg) => [.. svg.Descendants(Space + "text").Select(t => t.Value)];

    /// <summary>The paths whose class list holds a word.</summary>
    public static IReadOnlyList<XElement> Paths(XElement svg, string word) =>
        [.. svg.Descendants(Space + "path").Where(p => Classes(p).Contains(word))];

    public static IReadOnlyList<string> Classes(XElement element) => (element.Attribute("class")?.Value ?? "").Split(' ');

    /// <summary>The corner points of a path.</summary>
    public static IReadOnlyList<(double X, double Y)> Points(XElement path) => [.. Point().Matches(path.Attribute("d")!.Value)
        .Select(m => (Number(m.Groups[1].Value), Number(m.Groups[2].Value)))];

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[ML](-?[\d.]+) (-?[\d.]+)")]
    private static partial Regex Point();
}
