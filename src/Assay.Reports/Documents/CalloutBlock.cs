using System.Text;

namespace Assay.Reports;

/// <summary>A statement that stands out: a title, its paragraphs, and a tone that is also written as a word.</summary>
public sealed class CalloutBlock(Tone tone, string title, IReadOnlyList<string> paragraphs) : Block
{
    public Tone Tone { get; } = tone;
    public string Title { get; } = title;
    public IReadOnlyList<string> Paragraphs { get; } = paragraphs;

    internal override void WriteMarkdown(StringBuilder text, string figureFolder)
    {
        text.Append("> **").Append(Word(Tone)).Append(": ").Append(Escape.Markdown(Title)).Append("**\n");
        foreach (var paragraph in Paragraphs) text.Append(">\n> ").Append(Escape.MarkdownLine(paragraph)).Append('\n');
        text.Append('\n');
    }

    internal override void WriteHtml(StringBuilder text)
    {
        var word = Word(Tone);
        text.Append($"<section class=\"callout {word.ToLowerInvariant()}\"><p class=\"callout-title\"><span class=\"tone\">{word}</span> ");
        text.Append(Escape.Xml(Title)).Append("</p>\n");
        foreach (var paragraph in Paragraphs) text.Append("<p>").Append(Escape.Xml(paragraph)).Append("</p>\n");
        text.Append("</section>\n");
    }

    static string Word(Tone tone) => tone switch
    {
        Tone.Good => "Good",
        Tone.Warning => "Warning",
        Tone.Error => "Error",
        _ => "Note",
    };
}
