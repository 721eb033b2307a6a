using System.Globalization;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>What did not come to its end, and why: decisions of pruners and races with what each was compared with, and trainings that diverged or failed.</summary>
static class EndingsSection
{
    const int Rows = 20;

    public static void Write(Document document, SweepResults results)
    {
        WritePruned(document, results);
        var ended = results.Trials.SelectMany(trial => trial.Replicates.Where(one => one.State is TrialState.Diverged or TrialState.Failed).Select(one => (Trial: trial, Replicate: one))).ToList();
        if (ended.Count == 0) return;
        document.Heading("Diverged and failed");
        document.Table([new Column("Phase"), new Column("Trial"), Column.Number("Seed"), new Column("State"), new Column("Reason"), new Column("Run")],
            [.. ended.Take(Rows).Select(one => (IReadOnlyList<string>)[one.Trial.Phase, Name(one.Trial), Text(one.Replicate.Seed), one.Replicate.State.ToString().ToLowerInvariant(), one.Replicate.Reason ?? "none given", one.Replicate.Run])]);
        More(document, ended.Count);
    }

    static void WritePruned(Document document, SweepResults results)
    {
        var stops = results.Pruned.Where(record => record.Stop).ToList();
        if (results.Pruned.Count == 0) return;
        document.Heading("Pruning and racing");
        document.Paragraph($"{SweepVerdict.Count(results.Pruned.Count, "decision")} kept, of which {Numbers.Count(stops.Count)} ended something: "
            + $"{SweepVerdict.Count(stops.Count(record => record.Seed is not null), "training")} on the way, {SweepVerdict.Count(stops.Count(record => record.Seed is null), "configuration")} before a further seed. "
            + "What was ended is not compared with what finished: it had fewer epochs or fewer seeds.");
        if (stops.Count == 0) return;
        var trials = results.Trials.ToDictionary(trial => trial.Number);
        document.Table([new Column("Phase"), new Column("Trial"), Column.Number("Seed"), Column.Number("Step"), new Column("Compared")],
            [.. stops.Take(Rows).Select(record => (IReadOnlyList<string>)[trials.TryGetValue(record.Trial, out var trial) ? trial.Phase : "", trial is null ? $"#{record.Trial}" : Name(trial),
                record.Seed is { } seed ? Text(seed) : "all", Text(record.Step), record.Reason])]);
        More(document, stops.Count);
    }

    static void More(Document document, int count)
    {
        if (count > Rows) document.Paragraph($"{Numbers.Count(count - Rows)} more are in the sweep's journal.");
    }

    static string Name(TrialResult trial) => trial.Name ?? $"#{trial.Number}";

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
