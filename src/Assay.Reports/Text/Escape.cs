using System.Text;
using System.Xml;

namespace Assay.Reports;

/// <summary>Makes any text safe to stand in XML, HTML or Markdown.</summary>
static class Escape
{
    const string MarkdownSpecial = "\\`*_[]<>|~";

    /// <summary>Text for XML and HTML content and double-quoted attributes; characters XML forbids become U+FFFD.</summary>
    public static string Xml(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], c)) result.Append(c).Append(text[++i]);
            else if (!XmlConvert.IsXmlChar(c)) result.Append('\uFFFD');
            else _ = c switch
            {
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '&' => result.Append("&amp;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                _ => result.Append(c),
            };
        }
        return result.ToString();
    }

    /// <summary>Text for one line of Markdown: markup characters are escaped, control characters become spaces.</summary>
    public static string Markdown(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (char.IsControl(c)) result.Append(' ');
            else if (c == '&') result.Append("&amp;");
            else
            {
                if (MarkdownSpecial.Contains(c)) result.Append('\\');
                result.Append(c);
            }
        }
        return result.ToString();
    }

    /// <summary>Like <see cref="Markdown"/>, for text that begins a line: it cannot turn into a heading, list or quotation.</summary>
    public static string MarkdownLine(string text)
    {
        var line = Markdown(text).TrimStart();
        if (line.Length == 0) return line;
        if (line[0] is '#' or '-' or '+' or '=' or ':') return "\\" + line;
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && digits < line.Length && line[digits] is '.' or ')' && IsListMark(line, digits)
            ? line.Insert(digits, "\\")
            : line;
    }

    static bool IsListMark(string line, int at) => at + 1 == line.Length || line[at + 1] == ' ';
}
