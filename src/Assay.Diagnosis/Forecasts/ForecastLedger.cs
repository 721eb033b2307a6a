using Assay.Runs;

namespace Assay.Diagnosis.Forecasts;

/// <summary>
/// Every forecast that was made, and what came of it: <c>forecasts.jsonl</c> beside the runs, to which any number of processes append.
/// Nothing is ever changed or taken out.
/// </summary>
public sealed class ForecastLedger
{
    /// <summary>Metric name of <see cref="Trace.Validation"/>.</summary>
    public const string Validation = "validation";

    /// <summary>Metric name of <see cref="Trace.Training"/>.</summary>
    public const string Training = "training";

    readonly LedgerFile _file;
    readonly TimeProvider _time;

    /// <param name="folder">The folder of the runs.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ForecastLedger(string folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        (_file, _time) = (new LedgerFile(folder), time ?? TimeProvider.System);
    }

    /// <summary>Writes a forecast down.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="metric">The curve: <see cref="Validation"/>, <see cref="Training"/> or the name of a logged metric.</param>
    /// <param name="forecast">What was foretold.</param>
    /// <returns>Its id in the ledger.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public string Add(string run, string metric, Forecast forecast)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(run);
        ArgumentException.ThrowIfNullOrWhiteSpace(metric);
        ArgumentNullException.ThrowIfNull(forecast);
        var id = $"{Guid.NewGuid():N}"[..12];
        _file.Append(_ =>
        [
            new LedgerLine
            {
                Kind = LedgerLine.ForecastKind, Id = id, At = _time.GetUtcNow(), Run = run, Metric = metric, Seen = forecast.SeenUntil,
                Step = forecast.AtStep, Quantiles = [forecast.Low, forecast.Expected, forecast.High], Families = forecast.Families,
            },
        ]);
        return id;
    }

    /// <summary>All forecasts and how they stand; none where there is no ledger. A torn last line is left out.</summary>
    /// <exception cref="InvalidDataException">A line is damaged; names path and line.</exception>
    public LedgerRecord Read() => new(Entries(_file.Read()));

    /// <summary>Writes down the outcomes that are known by now.</summary>
    /// <param name="runs">Runs to look into, such as all of the folder's; damaged ones are passed over.</param>
    /// <returns>How many forecasts were settled.</returns>
    /// <inheritdoc cref="Read" path="/exception"/>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public int Score(IEnumerable<RunReader> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var open = Read().Entries.Where(entry => entry.State == LedgerState.Open).ToLookup(entry => entry.Run);
        var outcomes = new List<LedgerLine>();
        foreach (var run in runs.Where(run => run.Problem is null && open.Contains(run.Id)))
        {
            var trace = Trace.Of(run);
            outcomes.AddRange(open[run.Id].Select(entry => Outcome(entry, trace)).OfType<LedgerLine>());
        }

        if (outcomes.Count == 0) return 0;
        var settled = 0;
        _file.Append(lines =>
        {
            // Somebody else may have been faster.
            var known = lines.Where(line => line.Kind == LedgerLine.OutcomeKind).Select(line => line.Id).ToHashSet();
            var fresh = outcomes.Where(line => !known.Contains(line.Id)).ToList();
            settled = fresh.Count;
            return fresh;
        });
        return settled;
    }

    LedgerLine? Outcome(LedgerEntry entry, Trace trace)
    {
        var curve = entry.Metric switch { Validation => trace.Validation, Training => trace.Training, _ => trace.Curve(entry.Metric) };
        var line = new LedgerLine { Kind = LedgerLine.OutcomeKind, Id = entry.Id, At = _time.GetUtcNow() };
        for (var index = 0; index < curve.Count; index++)
            if (curve.Steps[index] >= entry.AtStep) return Settled(curve.Values[index]);
        return trace.Status switch
        {
            RunStatus.Diverged => Settled(double.NaN),
            // A metric that is not logged at every step may have its last value a little before the end.
            RunStatus.Finished when trace.Record.Steps >= entry.AtStep && curve.Count > 0 && curve.Steps[^1] > entry.SeenUntil => Settled(curve.Last),
            RunStatus.Finished => line,
            _ => null,
        };

        LedgerLine Settled(double value) => line with { Value = value, Covered = value >= entry.Low && value <= entry.High, Error = value - entry.Expected };
    }

    static List<LedgerEntry> Entries(IReadOnlyList<LedgerLine> lines)
    {
        var outcomes = lines.Where(line => line.Kind == LedgerLine.OutcomeKind).GroupBy(line => line.Id).ToDictionary(same => same.Key, same => same.First());
        return [.. lines.Where(line => line.Kind == LedgerLine.ForecastKind).Select(line =>
        {
            var outcome = outcomes.GetValueOrDefault(line.Id);
            var state = outcome switch { null => LedgerState.Open, { Covered: true } => LedgerState.Covered, { Covered: false } => LedgerState.Missed, _ => LedgerState.Void };
            return new LedgerEntry(
                line.Id, line.At, line.Run!, line.Metric!, line.Seen!.Value, line.Step!.Value, line.Quantiles![0], line.Quantiles[1], line.Quantiles[2], outcome?.Value, state);
        })];
    }
}
