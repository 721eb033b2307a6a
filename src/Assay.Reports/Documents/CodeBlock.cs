using System.Text;

namespace Assay.Reports;

/// <summary>Text in a fixed pitch, as it stands: a command, a file's content.</summary>
public sealed class CodeBlock(string code) : Block
{
    public string Code { get; } = code;

    internal override void WriteMarkdown(StringBuilder text, string figureFolder)
    {
        // The fence is longer than any run of backticks inside, so that the text cannot end it.
        var (longest, run) = (0, 0);
        foreach (var c in Code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        var fence = new string('`', Math.Max(3, longest + 1));
        text.Append(fence).Append('\n').Append(Code.TrimEnd('\n')).Append('\n').Append(fence).Append("\n\n");
    }

    internal override void WriteHtml(StringBuilder text) =>
        text.Append("<pre><code>").Append(Escape.Xml(Code)).Append("</code></pre>\n");
}
