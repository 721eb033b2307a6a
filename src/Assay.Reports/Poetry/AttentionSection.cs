using Assay.Runs;

namespace Assay.Reports;

/// <summary>What the decoder attends to, over every decode step of the held-out windows.</summary>
static class AttentionSection
{
    // From these shares of the entropy of equal weights on, attention is a pointer, or as good as none.
    const double Pointer = 0.2, Even = 0.9;

    public static void Write(Document document, ReportedRun run)
    {
        if (run.Record.Settings.GetValueOrDefault("attend") is "none") return;
        document.Heading("Attention");
        var any = PoetryMetrics.Table(document, run, "Mean over heads, windows and all decode steps", PoetryMetrics.Attention);
        if (run.Evaluation is not { Attention: { } attention })
        {
            PoetryMetrics.NoDetails(document, run, "Attention");
            return;
        }
        if (any && run.Record.Best.TryGetValue("test/attention/entropy/share", out var share))
            document.Paragraph(share >= Even ? "The weights are nearly alike: the decoder averages over its keys and hardly chooses."
                : share <= Pointer ? "The weights are nearly a pointer: at each step one key is read and the others are left."
                : "The weights are between an average over all keys and a pointer to one.");
        document.Table([new Column("Head"), Column.Number("entropy, nats"), Column.Number("of that of equal weights"), Column.Number("largest weight"),
            Column.Number("difference from other heads")],
            [.. Enumerable.Range(0, attention.Entropy.Length).Select(head => (IReadOnlyList<string>)[Numbers.Count(head + 1), Numbers.Format(attention.Entropy[head]),
                Numbers.Format(attention.EntropyShare[head]), Numbers.Format(attention.Sharpness[head]), Numbers.Format(attention.Diversity[head])])]);

        var heads = attention.Weights.Length;
        double[][] mean = [.. Enumerable.Range(0, heads == 0 ? 0 : attention.Weights[0].Length).Select(step =>
            Enumerable.Range(0, attention.Weights[0][step].Length).Select(key => attention.Weights.Average(head => head[step][key])).ToArray())];
        var around = attention.Key == "encoder state";
        document.Figure($"Every decode step against every {attention.Key}, mean over the heads and over the windows that have the step."
            + (around ? " A bright diagonal is a decoder that copies the token it is to write." : ""), ("attention-mean", Map($"Attention to each {attention.Key}", mean, attention.Key, 860, Steps(mean.Length))));
        if (heads > 1)
            document.Figure("The same for each head.",
                [.. Enumerable.Range(0, heads).Select(head => ($"attention-head-{head + 1}", (Chart)Map($"Head {head + 1}", attention.Weights[head], attention.Key, 440, Steps(mean.Length))))]);
        var example = attention.Example;
        document.Figure($"One window, of {example.Item}, mean over the heads. Steps are named by what was read and what was written.",
            ("attention-example", Map($"Attention while writing {example.Item}", example.Weights, attention.Key, 860,
                [.. example.Read.Zip(example.Written, (read, written) => $"{read} > {written}")], around ? example.Read : null)));
    }

    static IReadOnlyList<string> Steps(int count) => [.. Enumerable.Range(1, count).Select(step => Numbers.Count(step))];

    // Steps downwards and keys across; the other way round where there are only a few keys, which would make a tall and narrow picture.
    static HeatMapChart Map(string title, double[][] weights, string key, double width, IReadOnlyList<string> steps, IReadOnlyList<string>? keys = null)
    {
        var count = weights.Length == 0 ? 0 : weights[0].Length;
        keys ??= Steps(count);
        var wide = count * 2 < weights.Length;
        return new HeatMapChart
        {
            Title = title, Width = width, ValueTitle = "weight", Low = 0,
            Rows = wide ? [.. Enumerable.Range(0, count).Select(k => weights.Select(row => row[k]).ToArray())] : weights,
            RowLabels = wide ? keys : steps, ColumnLabels = wide ? steps : keys, RowTitle = wide ? key : "decode step", ColumnTitle = wide ? "decode step" : key,
        };
    }
}
