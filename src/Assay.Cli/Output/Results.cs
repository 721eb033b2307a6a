using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Numbers by metric name in columns: what came out, next to what it must be held against.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">A metric's name and one text for each column.</param>
/// <param name="Own">Columns, from the first, that are the run's own; the others are what it is held against.</param>
sealed record Results(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int Own)
{
    const string None = "–";

    /// <summary>Final and best values of a run beside its baselines.</summary>
    public static Results Of(RunRecord record) => Of([("final", record.Metrics), ("best", record.Best)], record.Baselines);

    /// <summary>One row for each metric that the first columns have; a dash where a column has none. Empty columns are left out.</summary>
    public static Results Of(
        IReadOnlyList<(string Name, IReadOnlyDictionary<string, double> Values)> own, IReadOnlyDictionary<string, Dictionary<string, double>> others)
    {
        var mine = own.Where(column => column.Values.Count > 0).ToList();
        List<(string Name, IReadOnlyDictionary<string, double> Values)> shown =
            [.. mine, .. others.Where(other => other.Value.Count > 0).Select(other => (other.Key, (IReadOnlyDictionary<string, double>)other.Value))];
        var names = shown.SelectMany(column => column.Values.Keys).Distinct().Where(name => name is not ("step" or "epoch")).ToList();
        return new Results([.. shown.Select(column => column.Name)],
            [.. names.Select(name => (IReadOnlyList<string>)[name, .. shown.Select(c => c.Values.TryGetValue(name, out var v) ? Numbers.Format(v) : None)])], mine.Count);
    }

    /// <summary>Prints them as tables: first the metrics that something else has too, then the others. Columns that do not fit follow below.</summary>
    public void Print(Terminal terminal, string title = "")
    {
        var first = true;
        foreach (var rows in Rows.GroupBy(row => row.Skip(1 + Own).Any(cell => cell != None)).OrderByDescending(group => group.Key).Select(group => group.ToList()))
        {
            int[] filled = [.. Enumerable.Range(1, Columns.Count).Where(column => rows.Any(row => row[column] != None))];
            foreach (var columns in Fitting(rows, filled, title, terminal.PageWidth))
            {
                if (!first) terminal.Out.WriteLine();
                first = false;
                var table = new TextTable([title, .. columns.Select(column => ">" + Columns[column - 1])]);
                foreach (var row in rows) table.Add([row[0], .. columns.Select(column => row[column])]);
                foreach (var text in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(text);
            }
        }
    }

    // Columns in their order, as many together as a page is wide, and at least one.
    List<List<int>> Fitting(List<IReadOnlyList<string>> rows, int[] columns, string title, int width)
    {
        var pages = new List<List<int>>();
        var names = Math.Max(title.Length, rows.Max(row => row[0].Length));
        var used = names;
        foreach (var column in columns)
        {
            var needed = 2 + Math.Max(Columns[column - 1].Length, rows.Max(row => row[column].Length));
            if (pages.Count == 0 || (long)used + needed > width)
            {
                pages.Add([]);
                used = names;
            }
            pages[^1].Add(column);
            used += needed;
        }
        return pages;
    }
}
