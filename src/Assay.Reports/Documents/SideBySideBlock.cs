using System.Text;
using Assay.Runs;

namespace Assay.Reports;

/// <summary>A text and what was written for it, by one model or several, side by side, line by line of the text; right words are marked.</summary>
public sealed class SideBySideBlock : Block
{
    readonly IReadOnlyList<(string Title, TextReconstruction Text)> _writings;
    readonly IReadOnlyList<(int Start, int End, bool Stanza)> _lines;

    /// <summary>Lines end where the text's do, so that each word stands beside its own.</summary>
    public SideBySideBlock(TextReconstruction text)
        : this([("written", text)])
    {
    }

    /// <summary>The same with a column for each writing of one text.</summary>
    /// <exception cref="ArgumentException">There is no writing, or they are of different texts.</exception>
    public SideBySideBlock(IReadOnlyList<(string Title, TextReconstruction Text)> writings)
    {
        ArgumentNullException.ThrowIfNull(writings);
        if (writings.Count == 0) throw new ArgumentException("Side by side needs at least one writing; given none.", nameof(writings));
        var text = writings[0].Text;
        if (!writings.All(writing => writing.Text.Read.SequenceEqual(text.Read)))
            throw new ArgumentException($"Side by side needs writings of one text; given some of others than '{text.Item}'.", nameof(writings));
        _writings = writings;
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
        text.Append("| read |").AppendJoin("", _writings.Select(writing => $" {Escape.Markdown(writing.Title)} |"));
        text.Append("\n|---|").AppendJoin("", _writings.Select(_ => "---|")).Append('\n');
        foreach (var (start, end, stanza) in _lines)
        {
            if (stanza) text.Append("| |").AppendJoin("", _writings.Select(_ => " |")).Append('\n');
            text.Append("| ").Append(Escape.Markdown(Read(start, end))).Append(" |");
            foreach (var (_, writing) in _writings) text.Append(' ').Append(Written(writing, start, end, Escape.Markdown)).Append(" |");
            text.Append('\n');
        }
        text.Append('\n');
    }

    internal override void WriteHtml(StringBuilder text)
    {
        text.Append("<div class=\"scroll\"><table class=\"pair\">\n<thead><tr><th scope=\"col\">read</th>");
        foreach (var (title, _) in _writings) text.Append($"<th scope=\"col\">{Escape.Xml(title)}</th>");
        text.Append("</tr></thead>\n<tbody>\n");
        foreach (var (start, end, stanza) in _lines)
        {
            text.Append(stanza ? "<tr class=\"stanza\">" : "<tr>");
            text.Append($"<td>{Escape.Xml(Read(start, end))}</td>");
            foreach (var (_, writing) in _writings) text.Append($"<td>{Written(writing, start, end, Escape.Xml)}</td>");
            text.Append("</tr>\n");
        }
        text.Append("</tbody></table></div>\n");
    }

    static bool IsBreak(string token) => token.StartsWith('\n');

    string Read(int start, int end) => string.Concat(_writings[0].Text.Read[start..end]).Trim();

    // Neighbours that are right are one mark. A break that stands where the text has it too needs none: the row ends there.
    static string Written(TextReconstruction text, int start, int end, Func<string, string> escape)
    {
        var line = new StringBuilder();
        var marked = false;
        for (var i = start; i < end; i++)
        {
            var (token, last) = (text.Written[i], i == end - 1);
            if (last && text.Right[i] && IsBreak(token)) break;
            var bare = token.TrimStart();
            if (marked && !(text.Right[i] && bare.Length > 0)) Mark(false);
            if (IsBreak(token))
            {
                line.Append(token.Length > 1 ? " \u00B6<br/>" : "<br/>");
                continue;
            }
            if (bare.Length < token.Length && line.Length > 0) line.Append(' ');
            if (text.Right[i] && bare.Length > 0 && !marked) Mark(true);
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
