using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>What the sweep cost, by phase.</summary>
static class TimingSection
{
    public static void Write(Document document, SweepResults results)
    {
        var all = results.Trials.SelectMany(trial => trial.Replicates).ToList();
        if (all.Count == 0) return;
        document.Heading("Timing");
        var rows = results.Plan.Phases.Select(phase => Row(phase.Name, [.. results.Of(phase).SelectMany(trial => trial.Replicates)])).ToList();
        if (rows.Count > 1) rows.Add(Row("all", all));
        document.Table([new Column("Phase"), Column.Number("Trainings"), Column.Number("Finished"), Column.Number("Training time"), Column.Number("Mean"), Column.Number("Longest")], rows,
            rows.Count > 1 ? [rows.Count - 1] : []);
        var total = Total(all);
        document.Paragraph($"{Numbers.Duration(total)} of training in {Numbers.Duration(results.Seconds)} with {SweepVerdict.Count(results.Workers, "worker")}"
            + (results.Seconds > 0 && results.Workers > 0 ? $": {SourcesSection.Percent(total / results.Seconds / results.Workers)} of what they had." : "."));
    }

    static IReadOnlyList<string> Row(string name, IReadOnlyList<ReplicateResult> replicates)
    {
        var timed = replicates.Select(one => one.Seconds).Where(double.IsFinite).ToList();
        return [name, Numbers.Count(replicates.Count), Numbers.Count(replicates.Count(one => one.State == TrialState.Finished)), Numbers.Duration(Math.Round(timed.Sum(), 1)),
            timed.Count == 0 ? "–" : Numbers.Duration(Math.Round(timed.Average(), 2)), timed.Count == 0 ? "–" : Numbers.Duration(Math.Round(timed.Max(), 2))];
    }

    static double Total(List<ReplicateResult> replicates) => replicates.Select(one => one.Seconds).Where(double.IsFinite).Sum();
}
