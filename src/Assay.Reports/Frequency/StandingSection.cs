using Assay.Runs;

namespace Assay.Reports;

/// <summary>The model between its baselines and its ablations, by the same metrics on the same rows.</summary>
static class StandingSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Baselines and ablations");
        var record = run.Record;
        if (record.Baselines.Count == 0) Missing.Write(document, "No baseline was measured, so the errors above have no scale.");
        if (record.Ablations.Count == 0) Missing.Write(document, "No ablation was measured, so nothing is known of what the model uses.");
        if (record.Baselines.Count + record.Ablations.Count == 0) return;

        var model = ModelError(record);
        var rows = new List<(string Kind, string Name, Dictionary<string, double> Values)> { ("model", "final weights", record.Metrics) };
        if (record.Best.Count > 0) rows.Add(("model", "best checkpoint", record.Best));
        rows.AddRange(record.Baselines.Select(b => ("baseline", b.Key, b.Value)));
        rows.AddRange(record.Ablations.Select(a => ("ablation", a.Key, a.Value)));
        var metrics = FrequencyMetrics.Frozen.Select(m => m.Name).Where(m => rows.Any(r => r.Values.ContainsKey(m))).ToList();
        document.Table(
            [new Column("Kind"), new Column("Predictor"), .. metrics.Select(Column.Number), Column.Number("test, relative to the model")],
            [.. rows.Select(r => (IReadOnlyList<string>)[r.Kind, r.Name,
                .. metrics.Select(m => Missing.Or(r.Values, m)), Relative(r.Values, model)])],
            [.. rows.Index().Where(r => r.Item.Kind == "model").Select(r => r.Index)]);
        document.Paragraph("Relative to the model: test error of the row divided by that of the "
            + $"{(record.Ablations.ContainsKey(Unchanged) ? "unchanged model measured beside the ablations" : "final weights")}, "
            + $"{Numbers.Format(model)}. Above 1 the row is worse than the model.");

        var bars = rows.Where(r => r.Values.ContainsKey(ReportedRun.Judged))
            .Select(r => new Bar($"{r.Kind}: {r.Name}", r.Values[ReportedRun.Judged], Colour(r.Kind))).ToList();
        document.Figure("Frozen mean squared error on the test set, logarithmic.",
            ("baselines-and-ablations", new BarChart
            {
                Title = "The model, its baselines and its ablations",
                ValueTitle = "mean squared error",
                Log = true,
                Bars = bars,
            }));
    }

    /// <summary>The name under which an ablation study may store the model without any ablation.</summary>
    public const string Unchanged = "none";

    /// <summary>The test error that ratios refer to: of the model the ablations began with, else of the final weights, else NaN.</summary>
    public static double ModelError(RunRecord record) =>
        record.Ablations.TryGetValue(Unchanged, out var unchanged) && unchanged.TryGetValue(ReportedRun.Judged, out var value)
            ? value
            : record.Metrics.GetValueOrDefault(ReportedRun.Judged, double.NaN);

    static string Relative(Dictionary<string, double> values, double model) =>
        values.TryGetValue(ReportedRun.Judged, out var value) && !double.IsNaN(model) ? Numbers.Ratio(value / model) : "–";

    static int Colour(string kind) => kind switch
    {
        "model" => 0,
        "ablation" => 1,
        _ => 6,
    };
}
