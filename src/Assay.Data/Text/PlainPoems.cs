namespace Assay.Data.Text;

/// <summary>Poems in plain text, told apart by marker lines or by empty lines.</summary>
static class PlainPoems
{
    const string MarkerSigns = "-=*#~_+";

    public static List<Poem> Parse(string text, PoemSeparator separator)
    {
        var lines = PoemReader.Clean(text).Split('\n');
        return separator switch
        {
            PoemSeparator.None => [new Poem(string.Join('\n', lines))],
            PoemSeparator.EmptyLine => Divide(lines, 1),
            PoemSeparator.Auto when !lines.Any(IsMarker) => Divide(lines, 2),
            _ => Divide(lines.Select(line => IsMarker(line) ? null : line), int.MaxValue),
        };
    }

    static bool IsMarker(string line)
    {
        var signs = line.Replace(" ", "", StringComparison.Ordinal);
        return signs.Length >= 3 && MarkerSigns.Contains(signs[0], StringComparison.Ordinal) && signs.All(sign => sign == signs[0]);
    }

    // Null is a marker; gap empty lines in a row are one too.
    static List<Poem> Divide(IEnumerable<string?> lines, int gap)
    {
        var poems = new List<Poem>();
        var current = new List<string>();
        var empty = 0;
        foreach (var line in lines)
        {
            empty = line is { Length: 0 } ? empty + 1 : 0;
            if (line is null || empty >= gap) Finish();
            else current.Add(line);
        }
        Finish();
        return poems;

        void Finish()
        {
            var poem = string.Join('\n', current).Trim('\n');
            if (poem.Length > 0) poems.Add(new Poem(poem));
            current.Clear();
        }
    }
}
