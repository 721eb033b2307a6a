using System.Text.Json;

namespace Assay.Cli;

/// <summary>The rows of a file with a JSON object a line.</summary>
static class LogLines
{
    /// <summary>Line numbers, from 1, and the members that are numbers; a last line that was torn is left out.</summary>
    /// <exception cref="InvalidDataException">A line is no JSON object; names path and line.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<(string Name, double Value)> Cells)> Read(string path)
    {
        var number = 0;
        using var text = new StreamReader(path);
        for (var line = text.ReadLine(); line is not null; line = text.ReadLine())
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var cells = Parse(line);
            if (cells is null && text.Peek() < 0) yield break;
            yield return (number, cells ?? throw new InvalidDataException($"{path}:{number}: no JSON object; needed: one a line, such as {{\"step\": 10, \"loss\": 0.5}}"));
        }
    }

    static List<(string, double)>? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            var cells = new List<(string, double)>();
            foreach (var member in document.RootElement.EnumerateObject())
                if (member.Value.ValueKind == JsonValueKind.Number) cells.Add((member.Name, member.Value.GetDouble()));
                else if (member.Value.ValueKind == JsonValueKind.String && LogNumber.TryParse(member.Value.GetString()!, out var value)) cells.Add((member.Name, value));
            return cells;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
