using System.Text;

namespace Assay.Cli;

/// <summary>A line of styled text that can be cut to a width.</summary>
sealed record Line(params IReadOnlyList<Span> Spans)
{
    /// <summary>Columns it takes.</summary>
    public int Length => Spans.Sum(span => span.Text.Length);

    /// <summary>The first <paramref name="width"/> columns, the last of them an ellipsis where something is missing.</summary>
    public Line Cut(int width)
    {
        if (Length <= width) return this;
        var (kept, left) = (new List<Span>(), Math.Max(0, width - 1));
        foreach (var span in Spans)
        {
            var text = span.Text.Length <= left ? span.Text : span.Text[..left];
            kept.Add(span with { Text = text });
            left -= text.Length;
        }

        if (width > 0) kept.Add(new Span("…"));
        return new Line(kept);
    }

    /// <summary>The text, with escape sequences where colours are wanted.</summary>
    public string Render(bool colour)
    {
        var text = new StringBuilder();
        foreach (var span in Spans.Where(span => span.Text.Length > 0))
        {
            if (colour && span.Style.Length > 0) text.Append($"\e[{span.Style}m").Append(span.Text).Append("\e[0m");
            else text.Append(span.Text);
        }

        return text.ToString();
    }
}
