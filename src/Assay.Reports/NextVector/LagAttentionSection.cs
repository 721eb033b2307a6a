using System.Globalization;
using Assay.Runs;

namespace Assay.Reports;

/// <summary>Which vectors of a context each head attends to; nothing where the model does not attend.</summary>
static class LagAttentionSection
{
    public static void Write(Document document, ReportedRun run)
    {
        if (run.Prediction is not { Attention.Count: > 0 } prediction) return;
        document.Heading("Attention");
        var heads = prediction.Attention;
        var lags = Enumerable.Range(0, prediction.Context).Select(place => NextVectorMetrics.Lag(prediction.Context - place)).ToList();
        document.Figure("Mean weight of each vector of a context at the last place, over the held-out windows.", ("attention", new HeatMapChart
        {
            Title = "Attention by head and lag", ValueTitle = "weight", Low = 0, RowTitle = "head", ColumnTitle = "vector of the context",
            Rows = [.. heads.Select(head => head.Weights)], RowLabels = [.. heads.Select(head => head.Name)], ColumnLabels = lags,
        }));
        document.Table([new Column("Head"), .. lags.Select(Column.Number), Column.Number("entropy, nats"), Column.Number("of that of equal weights")],
            [.. heads.Select(head => (IReadOnlyList<string>)[head.Name, .. head.Weights.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture)), Numbers.Format(head.Entropy), Share(head, prediction.Context)])]);
        document.Paragraph("A share of 1 is attention to all alike, which is an average; near 0 it is a pointer to one vector of each window, not the same in all of them if its mean weights are level.");
    }

    static string Share(AttentionProfile head, int context) => context < 2 ? "–" : Numbers.Format(Math.Round(head.Entropy / Math.Log(context), 4));
}
