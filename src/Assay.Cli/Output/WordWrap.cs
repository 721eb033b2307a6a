namespace Assay.Cli;

/// <summary>Breaks long text between words.</summary>
static class WordWrap
{
    /// <summary>Lines of at most <paramref name="width"/> characters where words allow; each begins with the spaces of the first.</summary>
    public static IReadOnlyList<string> Split(string text, int width)
    {
        var indent = text[..(text.Length - text.TrimStart(' ').Length)];
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.TrimStart(' ').Split(' '))
        {
            if (line.Length > 0 && indent.Length + line.Length + 1 + word.Length > width)
            {
                lines.Add(indent + line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        lines.Add(indent + line);
        return lines;
    }
}
