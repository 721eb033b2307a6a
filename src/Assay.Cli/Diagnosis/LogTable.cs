using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Assay.Cli;

/// <summary>The rows of a table with a heading, separated by commas, semicolons or tabs.</summary>
static class LogTable
{
    /// <summary>Line numbers, from 1, and the cells that hold numbers; empty cells are left out.</summary>
    /// <exception cref="InvalidDataException">A row has more or fewer cells than the heading, or a column of numbers holds a word; names path and line.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<(string Name, double Value)> Cells)> Read(string path)
    {
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"], BadDataFound = null, IgnoreBlankLines = true, TrimOptions = TrimOptions.Trim, MissingFieldFound = null,
        });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } names) throw new InvalidDataException($"{path}: empty; needed: a heading and rows");
        var twice = names.Where(name => name.Length > 0).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InvalidDataException($"{path}:1: column '{twice.Key}' is there twice");
        var numbers = new HashSet<int>();
        while (csv.Read())
        {
            var line = csv.Parser.RawRow;
            if (csv.Parser.Count != names.Length) throw new InvalidDataException($"{path}:{line}: {csv.Parser.Count} cells; needed: {names.Length}, as in the heading");
            var cells = new List<(string, double)>();
            for (var column = 0; column < names.Length; column++)
            {
                var cell = csv[column] ?? "";
                if (cell.Length == 0 || names[column].Length == 0) continue;
                if (LogNumber.TryParse(cell, out var value))
                {
                    cells.Add((names[column], value));
                    numbers.Add(column);
                }
                else if (numbers.Contains(column))
                {
                    throw new InvalidDataException($"{path}:{line}: '{Cut(cell)}' in column '{names[column]}'; needed: a number");
                }
            }

            yield return (line, cells);
        }
    }

    static string Cut(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
