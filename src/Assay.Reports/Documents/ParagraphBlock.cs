using System.Text;

namespace Assay.Reports;

/// <summary>A paragraph of plain text.</summary>
public sealed class ParagraphBlock(string text) : Block
{
    public string Text { get; } = text;

    internal override void WriteMarkdown(StringBuilder text, string figureFolder) =>
        text.Append(Escape.MarkdownLine(Text)).Append("\n\n");

    internal override void WriteHtml(StringBuilder text) => text.Append("<p>").Append(Escape.Xml(Text)).Append("</p>\n");
}
