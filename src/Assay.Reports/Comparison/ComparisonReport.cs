using System.Globalization;
using Assay.Runs;

namespace Assay.Reports;

/// <summary>Several runs side by side: what was set differently, what came out, and whether the difference means anything.</summary>
public static class ComparisonReport
{
    /// <summary>Compares two or more runs.</summary>
    /// <param name="runs">The runs in the order in which they are shown.</param>
    /// <param name="parent">The run these are the children of, such as a run of the preset capacity; its verdict stands first.</param>
    /// <exception cref="ArgumentException">There are fewer than two runs, or one is there twice.</exception>
    public static Document Build(IReadOnlyList<ReportedRun> runs, ReportedRun? parent = null)
    {
        if (runs.Count < 2) throw new ArgumentException($"A comparison needs at least two runs; {runs.Count} given.", nameof(runs));
        if (runs.Select(r => r.Record.Run).Distinct().Count() != runs.Count)
            throw new ArgumentException(
                $"Each run can be compared once; given {string.Join(", ", runs.Select(r => r.Record.Run))}.", nameof(runs));

        var difference = new RunDifference(runs);
        var document = new Document(parent is null
            ? $"Comparison of {runs.Count} runs"
            : $"{parent.Record.Preset ?? parent.Record.Study}: {parent.Record.Run}");
        if (parent is not null) VerdictSection.Write(document, parent);
        var groups = RunGroup.Of(runs);
        var repeated = groups.Count < runs.Count && parent is not null;
        var ranking = PredictionRanking.Of(groups, parent?.Record);
        if (ranking is not null) RankingSection.Write(document, ranking);
        else if (!repeated)
        {
            var spread = new Spread(runs, difference);
            document.Callout(spread.Tone, spread.Title, spread.Lines);
        }

        SeedSection.Write(document, groups, ranking is null ? null : NextVectorMetrics.Compared);
        RateDistortion.Write(document, groups);
        ItemSection.Write(document, ComparisonGroups.Items(runs, repeated), runs[0].JudgedBy.Name, baselines: ranking is null);
        WriteRuns(document, runs, difference);
        WriteSettings(document, runs, difference);
        WriteMetrics(document, runs, difference);
        if (ranking is null) WriteCurves(document, runs, repeated ? [.. groups.Select(group => (group.Label, group.Runs))]
            : [.. runs.Select((run, index) => (difference.Labels[index], (IReadOnlyList<ReportedRun>)[run]))]);
        AutoencoderSection.Write(document, runs, difference.Labels);
        if (parent is not null) FindingsSection.Write(document, parent);
        return document;
    }

    static void WriteRuns(Document document, IReadOnlyList<ReportedRun> runs, RunDifference difference)
    {
        document.Heading("Runs");
        document.Table(
            [new Column("Label"), new Column("Run"), new Column("Study"), new Column("Status"), Column.Number("Seed"),
                Column.Number("Parameters"), Column.Number("Updates"), Column.Number("Training time")],
            [.. runs.Select((r, i) => (IReadOnlyList<string>)[difference.Labels[i], r.Record.Run, r.Record.Study,
                r.Status.ToString().ToLowerInvariant(), r.Record.Seed.ToString(CultureInfo.InvariantCulture),
                Numbers.Count(r.Record.Parameters), Numbers.Count(r.Record.Steps), Numbers.Duration(r.Record.Seconds)])]);
        foreach (var run in runs.Where(r => r.Status != RunStatus.Finished && !string.IsNullOrWhiteSpace(r.Record.Reason)))
            document.Callout(Tone.Warning, $"{run.Record.Run} is {run.Status.ToString().ToLowerInvariant()}", run.Record.Reason!);
    }

    static void WriteSettings(Document document, IReadOnlyList<ReportedRun> runs, RunDifference difference)
    {
        document.Heading("Settings that differ");
        if (difference.Settings.Count == 0) document.Paragraph("All settings are the same.");
        else document.Table([new Column("Setting"), .. difference.Labels.Select(Column.Number)],
            [.. difference.Settings.Select(s => (IReadOnlyList<string>)[s, .. runs.Select(r => RunDifference.Value(r, s))])]);
    }

    static void WriteMetrics(Document document, IReadOnlyList<ReportedRun> runs, RunDifference difference)
    {
        document.Heading("Results");
        WriteValues("Final weights", r => r.Record.Metrics);
        WriteValues("Best checkpoint", r => r.Record.Best);
        document.Heading("Baselines", 3);
        var rows = runs.SelectMany(r => r.Record.Baselines.Keys).Distinct()
            .Select(b => (IReadOnlyList<string>)[b,
                .. runs.Select(r => Missing.Or(r.Record.Baselines.GetValueOrDefault(b, []), runs[0].JudgedBy.Name))])
            .ToList();
        if (rows.Count == 0) Missing.Write(document, "No run measured a baseline, so the values have no scale.");
        else document.Table([new Column($"Baseline, {runs[0].JudgedBy.Name}"), .. difference.Labels.Select(Column.Number)], rows);

        void WriteValues(string heading, Func<ReportedRun, Dictionary<string, double>> values)
        {
            document.Heading(heading, 3);
            var names = runs.SelectMany(r => values(r).Keys).Distinct().ToList();
            if (names.Count == 0) Missing.Write(document, $"No run has values for: {heading.ToLowerInvariant()}.");
            else document.Table([new Column("Metric"), .. difference.Labels.Select(Column.Number)],
                [.. names.Select(n => (IReadOnlyList<string>)[n, .. runs.Select(r => Missing.Or(values(r), n))])],
                [.. names.Index().Where(n => n.Item == runs[0].JudgedBy.Name).Select(n => n.Index)]);
        }
    }

    static void WriteCurves(Document document, IReadOnlyList<ReportedRun> runs, IReadOnlyList<(string Label, IReadOnlyList<ReportedRun> Runs)> groups)
    {
        var judged = runs[0].JudgedBy;
        // What judges at the end is not always what is watched on the way: the split that chooses checkpoints may stand for it.
        var logged = runs.SelectMany(run => run.LoggedMetrics()).ToHashSet();
        var watched = logged.Contains(judged.Name) ? judged.Name : judged.Name.Replace("test/", "valid/", StringComparison.Ordinal);
        ReferenceLine? reference = watched == judged.Name && runs.Select(run => run.WeakestBaseline).FirstOrDefault(b => b is not null) is { } weakest
            ? new ReferenceLine(weakest.Name, weakest.Value) : null;
        JudgedCurves.Write(document, groups, watched, $"{watched} by epoch", "judged", log: judged.Perfect == 0, reference);
        foreach (var (metric, title, name) in new[] { ("online/loss", "Online loss, before each update", "online-loss"), ("train/loss", "Training loss", "train-loss") })
            if (logged.Contains(metric)) JudgedCurves.Write(document, groups, metric, title, name, log: true, null);
    }
}
