using System.Text;

namespace Assay.Reports;

/// <summary>A list of plain sentences without an order.</summary>
public sealed class ListBlock(IReadOnlyList<string> items) : Block
{
    public IReadOnlyList<string> Items { get; } = items;

    internal override void WriteMarkdown(StringBuilder text, string figureFolder)
    {
        foreach (var item in Items) text.Append("- ").Append(Escape.MarkdownLine(item)).Append('\n');
        text.Append('\n');
    }

    internal override void WriteHtml(StringBuilder text)
    {
        text.Append("<ul>\n");
        foreach (var item in Items) text.Append("<li>").Append(Escape.Xml(item)).Append("</li>\n");
        text.Append("</ul>\n");
    }
}
