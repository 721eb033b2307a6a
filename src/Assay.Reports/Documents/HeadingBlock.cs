using System.Text;

namespace Assay.Reports;

/// <summary>A heading of level 2 (a section) to 4.</summary>
public sealed class HeadingBlock : Block
{
    internal HeadingBlock(string text, int level, string anchor) => (Text, Level, Anchor) = (text, level, anchor);

    public string Text { get; }
    public int Level { get; }

    /// <summary>The heading's address within its page.</summary>
    public string Anchor { get; }

    internal override void WriteMarkdown(StringBuilder text, string figureFolder) =>
        text.Append('#', Level).Append(' ').Append(Escape.Markdown(Text)).Append("\n\n");

    internal override void WriteHtml(StringBuilder text) =>
        text.Append($"<h{Level} id=\"{Escape.Xml(Anchor)}\">{Escape.Xml(Text)}</h{Level}>\n");
}
