namespace Assay.Reports;

/// <summary>How training began, and whether what it began with was whole.</summary>
static class TernaryStartSection
{
    static readonly (string Metric, string Words)[] Shown =
    [
        (TernaryMetrics.Coverage, "coverage"), (TernaryMetrics.Hierarchy, "hierarchy of code A"), (TernaryMetrics.Hierarchy + TernaryMetrics.B, "hierarchy of code B"),
        (TernaryMetrics.Richness, "richness of code A"), (TernaryMetrics.Richness + TernaryMetrics.B, "richness of code B"),
    ];

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("How training began");
        var (start, random) = (run.Record.Settings.GetValueOrDefault("start") as string, TernaryMetrics.Of(run, TernaryMetrics.RandomTensors));
        if (random > 0)
            document.Callout(Tone.Error, "Training began half loaded.", $"{Numbers.Count((long)random)} tensors of the model were not in the checkpoint it started from and stayed as they were drawn (start.load=original). Where the last layer of a "
                + "radius net is among them, sign and size of the hierarchy at the start are chance, and what follows is a result of that chance.");
        else document.Paragraph(string.IsNullOrEmpty(start) ? "With new weights." : $"With all weights of the best checkpoint of {start}.");
        var rows = Shown.Where(metric => double.IsFinite(TernaryMetrics.Of(run, TernaryMetrics.Start + metric.Metric)))
            .Select(metric => (IReadOnlyList<string>)[metric.Words, Value(metric.Metric, TernaryMetrics.Of(run, TernaryMetrics.Start + metric.Metric)), Value(metric.Metric, TernaryMetrics.Of(run, metric.Metric))]).ToList();
        if (rows.Count == 0) Missing.Write(document, "Nothing was measured before training.");
        else document.Table([new Column("Metric"), Column.Number("before training"), Column.Number("best checkpoint")], rows);
        if (rows.Count > 0 && run.Record.Settings.GetValueOrDefault("evaluate") as string == "drawn")
            document.Paragraph("Before training codes were drawn at random around their means, as between epochs; those of the best checkpoint are the means.");
    }

    static string Value(string metric, double value) =>
        metric.StartsWith(TernaryMetrics.Hierarchy, StringComparison.Ordinal) ? TernaryMetrics.Digits(value) : metric == TernaryMetrics.Coverage ? TernaryMetrics.Percent(value) : TernaryMetrics.Number(value);
}
