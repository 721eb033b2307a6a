using CsvHelper;

namespace Assay.Cli;

/// <summary>The rows of a table with a heading, separated by commas, semicolons or tabs.</summary>
static class LogTable
{
    /// <summary>Line numbers, from 1, and the cells that hold numbers; empty cells are left out.</summary>
    /// <exception cref="InvalidDataException">A row has more or fewer cells than the heading, or a column of numbers holds a word; names path and line.</exception>
    public static IReadOnlyList<(int Line, IReadOnlyList<(string Name, double Value)> Cells)> Read(string path)
    {
        // Tracked, because an error names the line; the separator is found out.
        using var csv = CsvReader.FromText(File.ReadAllText(path), new CsvReaderOptions { HasHeader = true, TrackLineNumbers = true, TrimWhitespace = true });
        try
        {
            csv.ReadHeader();
            string[] names = [.. csv.Headers.Select(name => name.Trim())];
            var twice = names.Where(name => name.Length > 0).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null) throw new InvalidDataException($"{path}:1: column '{twice.Key}' is there twice");
            var (rows, numeric) = (new List<(int, IReadOnlyList<(string, double)>)>(), new HashSet<int>());
            while (csv.Read())
            {
                if (csv.FieldCount != names.Length) throw new InvalidDataException($"{path}:{csv.LineNumber}: {csv.FieldCount} cells; needed: {names.Length}, as in the heading");
                rows.Add(((int)csv.LineNumber, [.. Cells(csv, names, numeric, path)]));
            }

            return rows;
        }
        catch (CsvFormatException damage)
        {
            throw new InvalidDataException($"{path}:{damage.LineNumber}: {damage.Message}", damage);
        }
    }

    static IEnumerable<(string Name, double Value)> Cells(CsvReader csv, string[] names, HashSet<int> numeric, string path)
    {
        for (var column = 0; column < names.Length; column++)
        {
            var cell = csv.GetString(column).Trim();
            if (cell.Length == 0 || names[column].Length == 0) continue;
            if (LogNumber.TryParse(cell, out var value))
            {
                numeric.Add(column);
                yield return (names[column], value);
            }
            else if (numeric.Contains(column))
            {
                throw new InvalidDataException($"{path}:{csv.LineNumber}: '{(cell.Length <= 30 ? cell : cell[..30] + "…")}' in column '{names[column]}'; needed: a number");
            }
        }
    }
}
