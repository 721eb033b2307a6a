namespace Assay.Reports;

/// <summary>The test error of each tone, as a table beside the baselines and as bars.</summary>
static class PerFrequencySection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Error by frequency");
        var record = run.Record;
        var tones = FrequencyMetrics.Tones(record.Metrics.Keys.Concat(record.Best.Keys));
        if (tones.Count == 0)
        {
            Missing.Write(document, "The record holds no test error of single frequencies (test/mse/f1 and so on).");
            return;
        }
        var baselines = record.Baselines.Where(b => tones.Any(t => b.Value.ContainsKey(t.Name))).ToList();
        document.Table(
            [new Column("Frequency"), Column.Number("Final"), Column.Number("Best"), .. baselines.Select(b => Column.Number(b.Key))],
            [.. tones.Select(t => (IReadOnlyList<string>)[$"{t.Hertz} Hz",
                Missing.Or(record.Metrics, t.Name), Missing.Or(record.Best, t.Name), .. baselines.Select(b => Missing.Or(b.Value, t.Name))])]);

        var bars = new List<Bar>();
        foreach (var (name, hertz) in tones)
        {
            if (record.Metrics.TryGetValue(name, out var final)) bars.Add(new Bar($"{hertz} Hz, final", final));
            if (record.Best.TryGetValue(name, out var best)) bars.Add(new Bar($"{hertz} Hz, best", best, 2));
        }
        var zero = run.Zero(ReportedRun.Judged);
        document.Figure("Frozen mean squared error on the test set, logarithmic.",
            ("error-by-frequency", new BarChart
            {
                Title = "Test error by frequency",
                ValueTitle = "mean squared error",
                Log = true,
                Bars = bars,
                References = double.IsNaN(zero) ? [] : [new ReferenceLine("zero predictor", zero)],
            }));
    }
}
