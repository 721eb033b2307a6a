using System.Text;

namespace Assay.Reports;

/// <summary>A table of plain text. Highlighted rows are set in bold.</summary>
public sealed class TableBlock : Block
{
    // From so many columns on a table is set closer, to fit the page.
    const int Many = 8;

    /// <exception cref="ArgumentException">There is no column, or a row has more or fewer cells than there are columns.</exception>
    public TableBlock(
        IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyCollection<int>? highlighted = null)
    {
        if (columns.Count == 0) throw new ArgumentException("A table needs at least one column.", nameof(columns));
        for (var i = 0; i < rows.Count; i++)
            if (rows[i].Count != columns.Count)
                throw new ArgumentException($"Row {i} has {rows[i].Count} cells; the table has {columns.Count} columns.", nameof(rows));
        (Columns, Rows, Highlighted) = (columns, rows, highlighted ?? []);
    }

    public IReadOnlyList<Column> Columns { get; }
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }
    public IReadOnlyCollection<int> Highlighted { get; }

    internal override void WriteMarkdown(StringBuilder text, string figureFolder)
    {
        text.Append("| ").AppendJoin(" | ", Columns.Select(c => Escape.Markdown(c.Title))).Append(" |\n|");
        foreach (var column in Columns) text.Append(column.Align == Align.Right ? "---:|" : "---|");
        text.Append('\n');
        for (var i = 0; i < Rows.Count; i++)
        {
            var mark = Highlighted.Contains(i) ? "**" : "";
            text.Append("| ").AppendJoin(" | ", Rows[i].Select(c => c.Length == 0 ? "" : mark + Escape.Markdown(c) + mark)).Append(" |\n");
        }
        text.Append('\n');
    }

    internal override void WriteHtml(StringBuilder text)
    {
        text.Append(Columns.Count < Many ? "<div class=\"scroll\"><table>\n<thead><tr>" : "<div class=\"scroll\"><table class=\"dense\">\n<thead><tr>");
        foreach (var column in Columns) text.Append($"<th scope=\"col\"{Class(column)}>{Escape.Xml(column.Title)}</th>");
        text.Append("</tr></thead>\n<tbody>\n");
        for (var i = 0; i < Rows.Count; i++)
        {
            text.Append(Highlighted.Contains(i) ? "<tr class=\"highlight\">" : "<tr>");
            for (var j = 0; j < Columns.Count; j++) text.Append($"<td{Class(Columns[j])}>{Escape.Xml(Rows[i][j])}</td>");
            text.Append("</tr>\n");
        }
        text.Append("</tbody></table></div>\n");
    }

    static string Class(Column column) => column.Align == Align.Right ? " class=\"number\"" : "";
}
