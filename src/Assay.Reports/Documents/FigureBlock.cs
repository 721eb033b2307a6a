using System.Text;

namespace Assay.Reports;

/// <summary>One chart, or several side by side, with a caption. Each chart has a name, which becomes the name of its file.</summary>
public sealed class FigureBlock : Block
{
    /// <exception cref="ArgumentException">There is no chart, or a name holds anything but letters a-z, digits and hyphens.</exception>
    public FigureBlock(IReadOnlyList<(string Name, Chart Chart)> charts, string caption)
    {
        if (charts.Count == 0) throw new ArgumentException("A figure needs at least one chart.", nameof(charts));
        foreach (var (name, _) in charts)
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
                throw new ArgumentException($"A chart's name is made of a-z, 0-9 and '-'; '{name}' was given.", nameof(charts));
        (Charts, Caption) = (charts, caption);
    }

    public IReadOnlyList<(string Name, Chart Chart)> Charts { get; }
    public string Caption { get; }

    internal override void WriteMarkdown(StringBuilder text, string figureFolder)
    {
        foreach (var (name, chart) in Charts)
            text.Append($"![{Escape.Markdown(chart.Title)}]({figureFolder}{name}.svg)\n");
        text.Append('\n');
        if (Caption.Length > 0) text.Append(Escape.MarkdownLine(Caption)).Append("\n\n");
    }

    internal override void WriteHtml(StringBuilder text)
    {
        text.Append(Charts.Count > 1 ? "<figure class=\"grid\">\n" : "<figure>\n");
        foreach (var (_, chart) in Charts) text.Append("<div class=\"scroll\">").Append(chart.InlineSvg()).Append("</div>\n");
        if (Caption.Length > 0) text.Append("<figcaption>").Append(Escape.Xml(Caption)).Append("</figcaption>\n");
        text.Append("</figure>\n");
    }
}
