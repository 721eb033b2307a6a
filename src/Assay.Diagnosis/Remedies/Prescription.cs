using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Chooses remedies for a run.</summary>
public static class Prescription
{
    // Looking costs little, but somebody's time: it does not outweigh a likelier cause.
    const double LeastCost = 1;

    /// <summary>What to try against some root causes, the best expected gain for its cost first; where no gain is known, in the order of the causes and then of cost.</summary>
    /// <param name="record">The run; only remedies that its settings allow are named, and all where it has no settings, as an inherited log.</param>
    /// <param name="causes">Names of <see cref="Causes"/>, the likeliest first.</param>
    /// <param name="basis">What a bare command begins with; null where that is not known.</param>
    /// <param name="gains">Measured gains by <see cref="RemedyAction.Id"/>, 0 to 1; null for none.</param>
    public static IReadOnlyList<Remedy> For(
        RunRecord record, IEnumerable<string> causes, TrainBasis? basis = null, IReadOnlyDictionary<string, double>? gains = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(causes);
        return [.. causes.Distinct().Index()
            .SelectMany(cause => RemedyActions.Against(cause.Item).Select(action => (cause.Index, Remedy: Of(action, record, basis, gains))))
            .Where(one => one.Remedy is not null)
            .OrderByDescending(one => double.IsNaN(one.Remedy!.Gain) ? double.NegativeInfinity : one.Remedy.Gain / Math.Max(LeastCost, one.Remedy.Cost) / (1 + one.Index))
            .ThenBy(one => one.Index).ThenBy(one => one.Remedy!.Cost)
            .Select(one => one.Remedy!).DistinctBy(remedy => remedy.Command ?? remedy.Title)];
    }

    static Remedy? Of(RemedyAction action, RunRecord record, TrainBasis? basis, IReadOnlyDictionary<string, double>? gains)
    {
        var gain = gains?.GetValueOrDefault(action.Id, double.NaN) ?? double.NaN;
        if (action.Change is null || record.Settings.Count == 0) return new Remedy(action.Title, null, gain, action.Cost);
        return action.Change(record.Settings) is { } settings ? new Remedy(Words(action, record, settings), TrainCommand.Of(record, settings, basis), gain, action.Cost) : null;
    }

    static string Words(RemedyAction action, RunRecord record, IReadOnlyDictionary<string, object?> settings)
    {
        var changed = settings.Where(setting => !SettingChange.Same(setting.Value, record.Settings.GetValueOrDefault(setting.Key)))
            .Select(setting => $"{setting.Key} {TrainCommand.Text(record.Settings.GetValueOrDefault(setting.Key))} -> {TrainCommand.Text(setting.Value)}");
        return $"{action.Title.TrimEnd('.')} ({string.Join(", ", changed)}).";
    }
}
