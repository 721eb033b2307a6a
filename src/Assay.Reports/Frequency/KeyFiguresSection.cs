using System.Globalization;

namespace Assay.Reports;

/// <summary>The final and the best values of the losses and errors, and how large and long the training was.</summary>
static class KeyFiguresSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Key figures");
        var record = run.Record;
        var shown = FrequencyMetrics.Frozen.Concat(FrequencyMetrics.Moving)
            .Where(m => record.Metrics.ContainsKey(m.Name) || record.Best.ContainsKey(m.Name)).ToList();
        if (shown.Count > 0)
        {
            var best = record.Best.TryGetValue("epoch", out var epoch)
                ? $"Best checkpoint (epoch {epoch.ToString("0.##", CultureInfo.InvariantCulture)})"
                : "Best checkpoint";
            document.Table([new Column("Metric"), Column.Number("Final"), Column.Number(best), Column.Number("Zero predictor")],
                [.. shown.Select(m => (IReadOnlyList<string>)[m.Words,
                    Missing.Or(record.Metrics, m.Name), Missing.Or(record.Best, m.Name), Zero(run, m.Name)])],
                [.. shown.Index().Where(m => m.Item.Name == ReportedRun.Judged).Select(m => m.Index)]);
            document.Paragraph("Frozen: the weights stand still and the state is carried through the rows once. Online: each row is "
                + "predicted just before the update it causes, so a model that only follows the last targets looks good there. "
                + "Only the frozen errors say what was learned.");
        }
        var missing = FrequencyMetrics.Frozen.Where(m => !record.Metrics.ContainsKey(m.Name)).Select(m => m.Words).ToList();
        if (missing.Count > 0) Missing.Write(document, $"No final value of: {string.Join(", ", missing)}.");

        var rows = new List<IReadOnlyList<string>>
        {
            new[] { "parameters", Numbers.Count(record.Parameters) },
            new[] { "updates", Numbers.Count(record.Steps) },
            new[] { "epochs", Numbers.Count(record.Epochs) },
            new[] { "training time", Numbers.Duration(record.Seconds) },
        };
        if (run.Events.LastOrDefault(e => e["rate/rows"] is not null)?["rate/rows"] is { } rate)
            rows.Add(["rows per second, last logged", double.IsFinite(rate) ? Numbers.Count((long)rate) : Numbers.Format(rate)]);
        document.Table([new Column("Training"), Column.Number("Amount")], rows);
    }

    static string Zero(ReportedRun run, string metric) => double.IsNaN(run.Zero(metric)) ? "–" : Numbers.Format(run.Zero(metric));
}
