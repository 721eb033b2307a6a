using System.Text;

namespace Assay.Reports;

/// <summary>A part of a <see cref="Document"/>: what it says, written once as Markdown and once as HTML.</summary>
public abstract class Block
{
    /// <summary>Writes the block as Markdown, ending with an empty line; figures are links into <paramref name="figureFolder"/>.</summary>
    internal abstract void WriteMarkdown(StringBuilder text, string figureFolder);

    /// <summary>Writes the block as HTML.</summary>
    internal abstract void WriteHtml(StringBuilder text);
}
