using System.Globalization;
using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>
/// A training log of another program, as a table (.csv, .tsv) or with a JSON object a line (.jsonl), as a trace. Columns that everybody
/// knows get the names that rules read; others keep their own. Without a column of steps an epoch counts as one.
/// </summary>
static class InheritedLog
{
    static readonly string[] Endings = [".csv", ".tsv", ".jsonl", ".ndjson"];

    /// <summary>Whether the user means a log and not a run.</summary>
    public static bool Is(string name) => Endings.Contains(Path.GetExtension(name).ToLowerInvariant()) || File.Exists(name);

    /// <summary>Reads a log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="facts">What it does not hold, as <c>name=value</c>: names with a slash are measurements, others settings.</param>
    /// <exception cref="InvalidDataException">It is damaged or holds no loss; names path and line.</exception>
    /// <exception cref="UsageException">A fact is no <c>name=value</c>.</exception>
    public static Trace Read(string path, IReadOnlyList<string> facts)
    {
        var record = new RunRecord { Study = "" };
        foreach (var fact in facts) Add(record, fact);
        var trace = new Trace(record) { Status = RunStatus.Finished };
        var rows = Path.GetExtension(path).ToLowerInvariant() is ".jsonl" or ".ndjson" ? LogLines.Read(path) : LogTable.Read(path);
        var (step, counted, epochs, stepwise) = (-1L, 0L, 0.0, false);
        var seen = new HashSet<string>();
        foreach (var (line, row) in rows)
        {
            var rowStepwise = row.Any(cell => LogColumns.Of(cell.Name, false) == LogColumns.Step);
            stepwise |= rowStepwise;
            var names = row.Select(cell => (Name: LogColumns.Of(cell.Name, rowStepwise), cell.Value)).ToList();
            var at = Value(LogColumns.Step);
            var epoch = Value(LogColumns.Epoch);
            counted++;
            if (double.IsNaN(at)) at = double.IsNaN(epoch) ? counted : epoch;
            if (!(at >= step) || at > 1e15) throw new InvalidDataException($"{path}:{line}: step {at.ToString(CultureInfo.InvariantCulture)} after step {step}; needed: steps that do not fall");
            step = (long)at;
            if (epoch > epochs) epochs = epoch;
            foreach (var (name, value) in names)
            {
                if (name is null or LogColumns.Step or LogColumns.Epoch) continue;
                trace.Add(step, name, value);
                seen.Add(name);
            }

            double Value(string wanted) => names.Where(cell => cell.Name == wanted).Select(cell => cell.Value).FirstOrDefault(double.NaN);
        }

        if (counted == 0) throw new InvalidDataException($"{path}: no rows; needed: a row for each epoch or step");
        if (!seen.Any(LogColumns.IsScore))
            throw new InvalidDataException($"{path}: no column of losses or scores; there are: {(seen.Count == 0 ? "none with numbers" : string.Join(", ", seen))}; needed: one such as loss, val_loss or accuracy");
        (record.Steps, record.Epochs) = (stepwise ? step : 0, (int)Math.Min(epochs, int.MaxValue));
        if (trace.Curve("valid/loss").Count == 0 && seen.FirstOrDefault(name => name.StartsWith("valid/", StringComparison.Ordinal)) is { } judged)
            record.Judged = new JudgedMetric(judged, LogColumns.IsShare(judged) ? 1 : 0);
        return trace;
    }

    static void Add(RunRecord record, string fact)
    {
        var equals = fact.IndexOf('=');
        if (equals <= 0) throw new UsageException($"--set is '{fact}'; needed: name=value");
        var (name, text) = (fact[..equals].Trim(), fact[(equals + 1)..].Trim());
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!name.Contains('/')) record.Settings[name] = isNumber ? number : text;
        else if (isNumber) record.Metrics[name] = number;
        else throw new UsageException($"--set is '{fact}'; needed: a number for the measurement '{name}'");
    }
}
