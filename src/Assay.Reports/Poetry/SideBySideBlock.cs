using System.Text;
using Assay.Runs;

namespace Assay.Reports;

/// <summary>A text and what was written for it in two columns, line by line of the text; right words are marked.</summary>
public sealed class SideBySideBlock : Block
{
    readonly TextReconstruction _text;
    readonly IReadOnlyList<(int Start, int End, bool Stanza)> _lines;

    /// <summary>Lines end where the text's do, so that each word stands beside its own.</summary>
    public SideBySideBlock(TextReconstruction text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        var lines = new List<(int Start, int End, bool Stanza)>();
        for (int start = 0, end = 0; start < text.Read.Length; start = end)
        {
            while (end < text.Read.Length && !IsBreak(text.Read[end])) end++;
            if (end < text.Read.Length) end++;
            lines.Add((start, end, lines.Count > 0 && text.Read[start - 1].Length > 1));
        }
        _lines = lines;
    }

    internal override void WriteMarkdown(StringBuilder text, string figureFolder)
    {
        text.Append("| read | written |\n|---|---|\n");
        foreach (var (start, end, stanza) in _lines)
        {
            if (stanza) text.Append("| | |\n");
            text.Append("| ").Append(Escape.Markdown(Read(start, end))).Append(" | ").Append(Written(start, end, Escape.Markdown)).Append(" |\n");
        }
        text.Append('\n');
    }

    internal override void WriteHtml(StringBuilder text)
    {
        text.Append("<div class=\"scroll\"><table class=\"pair\">\n<thead><tr><th scope=\"col\">read</th><th scope=\"col\">written</th></tr></thead>\n<tbody>\n");
        foreach (var (start, end, stanza) in _lines)
        {
            text.Append(stanza ? "<tr class=\"stanza\">" : "<tr>");
            text.Append($"<td>{Escape.Xml(Read(start, end))}</td><td>{Written(start, end, Escape.Xml)}</td></tr>\n");
        }
        text.Append("</tbody></table></div>\n");
    }

    static bool IsBreak(string token) => token.StartsWith('\n');

    string Read(int start, int end) => string.Concat(_text.Read[start..end]).Trim();

    // Neighbours that are right are one mark. A break that stands where the text has it too needs none: the row ends there.
    string Written(int start, int end, Func<string, string> escape)
    {
        var line = new StringBuilder();
        var marked = false;
        for (var i = start; i < end; i++)
        {
            var (token, last) = (_text.Written[i], i == end - 1);
            if (last && _text.Right[i] && IsBreak(token)) break;
            var bare = token.TrimStart();
            if (marked && !(_text.Right[i] && bare.Length > 0)) Mark(false);
            if (IsBreak(token))
            {
                line.Append(token.Length > 1 ? " \u00B6<br/>" : "<br/>");
                continue;
            }
            if (bare.Length < token.Length && line.Length > 0) line.Append(' ');
            if (_text.Right[i] && bare.Length > 0 && !marked) Mark(true);
            line.Append(escape(bare));
        }
        if (marked) Mark(false);
        return line.ToString();

        void Mark(bool begin)
        {
            line.Append(begin ? "<b>" : "</b>");
            marked = begin;
        }
    }
}
