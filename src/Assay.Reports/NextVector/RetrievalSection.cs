namespace Assay.Reports;

/// <summary>How often the right vector is found by the prediction, in a fixed pool of all documents and within its own document.</summary>
static class RetrievalSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Finding the target");
        var metrics = NextVectorMetrics.Retrieval.Where(metric => run.Record.Best.ContainsKey(metric.Name)).ToList();
        if (metrics.Count == 0)
        {
            Missing.Write(document, "Retrieval was not measured.");
            return;
        }
        document.Paragraph("Candidates are ordered by their cosine with the prediction: those of a fixed pool over all held-out documents, and those of the target's own document without the context. "
            + "R@k is the share of windows whose target is among the first k, MRR the mean of one over its place; chance is what a random order would give.");
        List<(string Name, IReadOnlyDictionary<string, double> Values)> rows = [("model, best checkpoint", run.Record.Best),
            .. run.Record.Baselines.Where(baseline => metrics.Any(metric => baseline.Value.ContainsKey(metric.Name))).Select(baseline => (baseline.Key, (IReadOnlyDictionary<string, double>)baseline.Value))];
        document.Table([new Column("Predictor"), .. metrics.Select(metric => Column.Number(metric.Words))],
            [.. rows.Select(row => (IReadOnlyList<string>)[row.Name, .. metrics.Select(metric => Missing.Or(row.Values, metric.Name))])], [0]);
        if (!run.Record.Baselines.ContainsKey(NextVectorMetrics.Chance)) Missing.Write(document, "The chance level was not measured.");
    }
}
