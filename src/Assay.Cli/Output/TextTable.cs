namespace Assay.Cli;

/// <summary>Aligned columns of text. A title that begins with '&gt;' is of a column aligned to the right.</summary>
sealed class TextTable(params IReadOnlyList<string> titles)
{
    const string Gap = "  ";

    readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Adds a row with one text for each column.</summary>
    public void Add(params IReadOnlyList<string> cells)
    {
        if (cells.Count != titles.Count) throw new ArgumentException($"{cells.Count} cells; needed: {titles.Count}");
        _rows.Add(cells);
    }

    /// <summary>The lines of the table, cut off at a width.</summary>
    public IReadOnlyList<string> Render(int width = int.MaxValue)
    {
        var right = titles.Select(title => title.StartsWith('>')).ToList();
        var heads = titles.Select(title => title.TrimStart('>')).ToList();
        var lines = heads.All(head => head.Length == 0) ? _rows : [heads, .. _rows];
        var widths = heads.Select((head, column) => lines.Count == 0 ? head.Length : lines.Max(row => row[column].Length)).ToList();
        return [.. lines.Select(row => Cut(string.Join(Gap, row.Select((cell, column) =>
            right[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd(), width))];
    }

    static string Cut(string line, int width) => line.Length <= width ? line : line[..(width - 1)] + "…";
}
