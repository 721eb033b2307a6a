using System.Text;

namespace Assay.Reports;

/// <summary>A picture of data as SVG: readable in light and dark, for readers without colour vision and for screen readers.</summary>
public abstract class Chart
{
    /// <summary>What the chart shows, in a few words; also its accessible name.</summary>
    public required string Title { get; init; }

    /// <summary>The width in CSS pixels.</summary>
    public double Width { get; init; } = 860;

    /// <summary>The chart as a document of its own, with its style inside.</summary>
    public string Svg() => Render(withStyle: true);

    /// <summary>The chart for a page that already carries <see cref="ChartStyle.Css"/>.</summary>
    internal string InlineSvg() => Render(withStyle: false);

    /// <summary>Draws the chart and returns its height in CSS pixels.</summary>
    private protected abstract double Draw(SvgCanvas canvas);

    string Render(bool withStyle)
    {
        if (!(Width >= 200 && Width <= 10_000))
            throw new ArgumentOutOfRangeException(nameof(Width), Width, "The width of a chart must be from 200 to 10000 pixels.");
        var canvas = new SvgCanvas();
        var height = Draw(canvas);
        var result = new StringBuilder();
        result.Append(SvgCanvas.Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" width=\"{Width:0.##}\" height=\"{height:0.##}\" "));
        result.Append(SvgCanvas.Invariant($"viewBox=\"0 0 {Width:0.##} {height:0.##}\" aria-label=\"{Escape.Xml(Title)}\">\n"));
        result.Append("<title>").Append(Escape.Xml(Title)).Append("</title>\n");
        if (withStyle) result.Append("<style>\n").Append(ChartStyle.Css).Append("</style>\n");
        result.Append(SvgCanvas.Invariant($"<rect class=\"paper\" width=\"{Width:0.##}\" height=\"{height:0.##}\" rx=\"6\"/>\n"));
        return result.Append(canvas).Append("</svg>\n").ToString();
    }
}
