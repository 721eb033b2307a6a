namespace Assay.Reports;

/// <summary>How long predictions take by batch size, and what memory they need.</summary>
static class PredictionCostSection
{
    static readonly (string Metric, string Words)[] Memory = [("memory/parameters", "parameters, MiB"), ("memory/resident", "whole process, MiB")];

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Latency and memory");
        if (run.Prediction is not { Latency.Count: > 0 } prediction)
        {
            if (run.Prediction is null) NextVectorMetrics.NoDetails(document, run, "Latency");
            else Missing.Write(document, "Latency was not measured.");
        }
        else
        {
            document.Table([Column.Number("Batch"), Column.Number("mean, ms"), Column.Number("p50"), Column.Number("p95"), Column.Number("p99"), Column.Number("ms a window"), Column.Number("windows a second"), Column.Number("calls timed")],
                [.. prediction.Latency.Select(one => (IReadOnlyList<string>)[Numbers.Count(one.Batch), Milliseconds(one.Mean), Milliseconds(one.Median), Milliseconds(one.P95), Milliseconds(one.P99),
                    Milliseconds(one.PerWindow), one.PerWindow > 0 ? Numbers.Count((long)(1000 / one.PerWindow)) : "–", Numbers.Count(one.Trials)])]);
            document.Paragraph("A forward pass on contexts at hand, measured at the end of training on the machine named below; p50 is the call in the middle, p99 the one that only 1 of 100 exceeds.");
        }
        var memory = Memory.Where(one => double.IsFinite(NextVectorMetrics.Of(run, one.Metric))).ToList();
        if (memory.Count > 0)
            document.Table([new Column("Memory"), Column.Number("Amount")], [.. memory.Select(one => (IReadOnlyList<string>)[one.Words, Numbers.Format(Math.Round(NextVectorMetrics.Of(run, one.Metric), 2))])]);
        else Missing.Write(document, "Memory was not measured.");
    }

    static string Milliseconds(double value) => Numbers.Format(Math.Round(value, 4));
}
