using System.Globalization;

namespace Assay.Bench.Sweeps;

/// <summary>What bench/sweeps/optuna_runs.py wrote down: function, repeat, and the best value after some numbers of trials.</summary>
static class OptunaRuns
{
    /// <summary>The best values after <paramref name="trials"/> trials, by function, in the order of repeats.</summary>
    /// <exception cref="InvalidDataException">The file is not one.</exception>
    public static Dictionary<string, double[]> Read(string path, int trials)
    {
        var lines = File.ReadAllLines(path);
        var column = lines.Length == 0 ? -1 : Array.IndexOf(lines[0].Split(','), trials.ToString(CultureInfo.InvariantCulture));
        if (column < 2) throw new InvalidDataException($"{path}:1: no column '{trials}'");
        var best = new Dictionary<string, List<double>>();
        for (var line = 1; line < lines.Length; line++)
        {
            var fields = lines[line].Split(',');
            if (fields.Length <= column || !double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new InvalidDataException($"{path}:{line + 1}: needed: function, repeat and best values");
            if (!best.TryGetValue(fields[0], out var values)) best[fields[0]] = values = [];
            values.Add(value);
        }
        return best.ToDictionary(function => function.Key, function => function.Value.ToArray());
    }
}
