using System.Text;

namespace Assay.Reports;

/// <summary>
/// A report as a list of blocks. It renders to Markdown, whose charts are links to SVG files, and to one HTML page that needs
/// nothing beside it. All text is plain text: whatever it holds is shown as it is.
/// </summary>
public sealed class Document(string title)
{
    readonly List<Block> _blocks = [];

    public string Title { get; } = title;
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>Adds a heading; level 2 begins a section.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not from 2 to 4.</exception>
    public void Heading(string text, int level = 2)
    {
        if (level is < 2 or > 4) throw new ArgumentOutOfRangeException(nameof(level), level, "A heading's level is 2, 3 or 4.");
        var slug = string.Join('-', new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var taken = _blocks.OfType<HeadingBlock>().Select(h => h.Anchor).ToHashSet();
        var anchor = slug.Length == 0 ? "section" : slug;
        for (var number = 2; taken.Contains(anchor); number++) anchor = $"{slug}-{number}";
        _blocks.Add(new HeadingBlock(text, level, anchor));
    }

    public void Paragraph(string text) => _blocks.Add(new ParagraphBlock(text));

    /// <summary>Adds a part of any kind.</summary>
    public void Add(Block block) => _blocks.Add(block);

    public void List(IReadOnlyList<string> items) => _blocks.Add(new ListBlock(items));

    public void Code(string code) => _blocks.Add(new CodeBlock(code));

    public void Callout(Tone tone, string title, params IReadOnlyList<string> paragraphs) =>
        _blocks.Add(new CalloutBlock(tone, title, paragraphs));

    public void Table(IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<string>> rows,
        IReadOnlyCollection<int>? highlighted = null) =>
        _blocks.Add(new TableBlock(columns, rows, highlighted));

    /// <summary>Adds charts side by side; their names must be new to this document, for they become file names.</summary>
    /// <exception cref="ArgumentException">A name is already taken or not a plain file name.</exception>
    public void Figure(string caption, params IReadOnlyList<(string Name, Chart Chart)> charts)
    {
        var taken = _blocks.OfType<FigureBlock>().SelectMany(f => f.Charts).Concat(charts).Select(c => c.Name).ToList();
        if (taken.Count != taken.Distinct().Count())
            throw new ArgumentException(
                $"Each chart of a document needs a name of its own; given {string.Join(", ", taken)}.", nameof(charts));
        _blocks.Add(new FigureBlock(charts, caption));
    }

    /// <summary>The SVG files the Markdown links to: file name and content.</summary>
    public IReadOnlyDictionary<string, string> Figures() => _blocks.OfType<FigureBlock>()
        .SelectMany(f => f.Charts).ToDictionary(c => c.Name + ".svg", c => c.Chart.Svg());

    /// <summary>
    /// The document as Markdown; charts are links to <see cref="Figures"/> in <paramref name="figureFolder"/>, such as "figures/".
    /// </summary>
    public string Markdown(string figureFolder = "")
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escape.Markdown(Title)).Append("\n\n");
        foreach (var block in _blocks) block.WriteMarkdown(text, figureFolder);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The document as one HTML page with its style and charts inside and no script.</summary>
    public string Html()
    {
        var text = new StringBuilder();
        text.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        text.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        text.Append("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
        text.Append("<title>").Append(Escape.Xml(Title)).Append("</title>\n<style>\n");
        text.Append(PageStyle.Css).Append(ChartStyle.Css).Append("</style>\n</head>\n<body>\n<main>\n");
        text.Append("<h1>").Append(Escape.Xml(Title)).Append("</h1>\n");
        // The first blocks up to the first section are what a reader should see before the contents.
        var first = _blocks.FindIndex(b => b is HeadingBlock);
        for (var i = 0; i < _blocks.Count; i++)
        {
            if (i == first) WriteContents(text);
            _blocks[i].WriteHtml(text);
        }
        return text.Append("</main>\n</body>\n</html>\n").ToString();
    }

    void WriteContents(StringBuilder text)
    {
        var sections = _blocks.OfType<HeadingBlock>().Where(h => h.Level == 2).ToList();
        if (sections.Count < 4) return;
        text.Append("<nav aria-label=\"Contents\">\n");
        foreach (var section in sections) text.Append($"<a href=\"#{Escape.Xml(section.Anchor)}\">{Escape.Xml(section.Text)}</a>\n");
        text.Append("</nav>\n");
    }
}
