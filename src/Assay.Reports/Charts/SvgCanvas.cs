using System.Globalization;
using System.Text;

namespace Assay.Reports;

/// <summary>Writes SVG elements; every text it is given is escaped, every coordinate rounded to a hundredth of a pixel.</summary>
sealed class SvgCanvas
{
    readonly StringBuilder _text = new();

    /// <summary>Where a text stands relative to its point.</summary>
    public enum Anchor { Start, Middle, End }

    public void Line(double x1, double y1, double x2, double y2, string style) => _text.Append(Invariant(
        $"<line class=\"{style}\" x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\"/>\n"));

    public void Rectangle(double x, double y, double width, double height, string style, string? tip = null)
    {
        _text.Append(Invariant($"<rect class=\"{style}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\""));
        _text.Append(tip is null ? " rx=\"2\"/>\n" : $" rx=\"2\"><title>{Escape.Xml(tip)}</title></rect>\n");
    }

    public void Text(double x, double y, string text, string style, Anchor anchor = Anchor.Start, bool upright = false)
    {
        _text.Append(Invariant($"<text class=\"{style}\" x=\"{x:0.##}\" y=\"{y:0.##}\""));
        if (anchor != Anchor.Start) _text.Append(anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (upright) _text.Append(Invariant($" transform=\"rotate(-90 {x:0.##} {y:0.##})\""));
        _text.Append('>').Append(Escape.Xml(text)).Append("</text>\n");
    }

    /// <summary>A line through the points; a single point becomes a dot.</summary>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, string style)
    {
        if (points.Count == 0) return;
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
            path.Append(i == 0 ? 'M' : 'L').Append(Invariant($"{points[i].X:0.##} {points[i].Y:0.##}"));
        if (points.Count == 1) path.Append("h0");
        _text.Append($"<path class=\"{(points.Count == 1 ? "dots " : "line ")}{style}\" d=\"{path}\"/>\n");
    }

    /// <summary>A line through the points in a colour of its own, with a word for readers who point at it.</summary>
    public void Strand(IReadOnlyList<(double X, double Y)> points, string colour, string tip)
    {
        var path = string.Concat(points.Select((point, i) => Invariant($"{(i == 0 ? 'M' : 'L')}{point.X:0.#} {point.Y:0.#}")));
        _text.Append($"<path class=\"strand\" style=\"stroke:{colour}\" d=\"{path}{(points.Count == 1 ? "h0" : "")}\"><title>{Escape.Xml(tip)}</title></path>\n");
    }

    /// <summary>One dot at each point: strokes of no length with round ends, so that thousands stay one element.</summary>
    public void Dots(IEnumerable<(double X, double Y)> points, string style)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points) path.Append(Invariant($"M{x:0.##} {y:0.##}h0"));
        if (path.Length > 0) _text.Append($"<path class=\"dots {style}\" d=\"{path}\"/>\n");
    }

    /// <summary>A closed area through the points.</summary>
    public void Area(IReadOnlyList<(double X, double Y)> points, string style)
    {
        if (points.Count < 3) return;
        _text.Append($"<path class=\"{style}\" d=\"M{string.Join('L', points.Select(p => Invariant($"{p.X:0.##} {p.Y:0.##}")))}Z\"/>\n");
    }

    /// <summary>A rectangle in a colour of its own, grey where there is none.</summary>
    public void Tile(double x, double y, double width, double height, string? colour, string? tip = null)
    {
        var paint = colour is null ? "class=\"tile missing\"" : $"class=\"tile\" fill=\"{colour}\"";
        _text.Append(Invariant($"<rect {paint} x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\""));
        _text.Append(tip is null ? "/>\n" : $"><title>{Escape.Xml(tip)}</title></rect>\n");
    }

    /// <summary>A round point, in a colour of its own where one is given.</summary>
    public void Spot(double x, double y, double radius, string style, string? colour = null, string? tip = null)
    {
        // The style attribute, because a class would outweigh a plain one.
        var paint = colour is null ? "" : $" style=\"fill:{colour}\"";
        _text.Append(Invariant($"<circle class=\"{style}\"{paint} cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\""));
        _text.Append(tip is null ? "/>\n" : $"><title>{Escape.Xml(tip)}</title></circle>\n");
    }

    public override string ToString() => _text.ToString();

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The width a text will take, in pixels: a sans-serif letter is a little over half as wide as it is high.</summary>
    public static double WidthOf(string text, double size) => text.Length * size * 0.56;

    /// <summary>The text cut to at most <paramref name="length"/> characters, with an ellipsis where something was cut.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
