using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Numbers by metric name in columns: what came out, next to what it must be held against.</summary>
sealed record Results(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Final and best values of a run beside its baselines.</summary>
    public static Results Of(RunRecord record) => Of(
        [("final", record.Metrics), ("best", record.Best), .. record.Baselines.Select(b => (b.Key, (IReadOnlyDictionary<string, double>)b.Value))]);

    /// <summary>One row for each metric that the first columns have; a dash where a column has none.</summary>
    public static Results Of(IReadOnlyList<(string Name, IReadOnlyDictionary<string, double> Values)> columns)
    {
        var shown = columns.Where(column => column.Values.Count > 0).ToList();
        var names = shown.SelectMany(column => column.Values.Keys).Distinct().Where(name => name is not ("step" or "epoch")).ToList();
        return new Results([.. shown.Select(column => column.Name)],
            [.. names.Select(name => (IReadOnlyList<string>)[name, .. shown.Select(c => c.Values.TryGetValue(name, out var v) ? Numbers.Format(v) : "–")])]);
    }

    /// <summary>Prints them as a table.</summary>
    public void Print(Terminal terminal, string title = "")
    {
        var table = new TextTable([title, .. Columns.Select(column => ">" + column)]);
        foreach (var row in Rows) table.Add(row);
        foreach (var text in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(text);
    }
}
