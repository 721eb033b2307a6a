namespace Assay.Reports;

/// <summary>What the decoder attends to, over every decode step of the held-out windows.</summary>
static class AttentionSection
{
    public static void Write(Document document, ReportedRun run)
    {
        if (run.Record.Settings.GetValueOrDefault("attend") is "none") return;
        document.Heading("Attention");
        PoetryMetrics.Table(document, run, "Mean over heads, windows and decode steps", PoetryMetrics.Attention);
        if (run.Evaluation is not { Attention: { } attention })
        {
            PoetryMetrics.NoDetails(document, run, "Attention");
            return;
        }
        document.Table([new Column("Head"), Column.Number("entropy, nats"), Column.Number("of that of equal weights"), Column.Number("largest weight"), Column.Number("difference from the other heads")],
            [.. Enumerable.Range(0, attention.Entropy.Length).Select(head => (IReadOnlyList<string>)[Numbers.Count(head + 1), Numbers.Format(attention.Entropy[head]),
                Numbers.Format(attention.EntropyShare[head]), Numbers.Format(attention.Sharpness[head]), Numbers.Format(attention.Diversity[head])])]);
    }
}
