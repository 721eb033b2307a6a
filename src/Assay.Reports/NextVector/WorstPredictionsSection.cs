using Assay.Runs;

namespace Assay.Reports;

/// <summary>The documents and windows that are predicted worst, with their texts where there are any.</summary>
static class WorstPredictionsSection
{
    const int Shown = 12, LongestText = 160;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Worst predictions");
        if (run.Prediction is not { } prediction)
        {
            NextVectorMetrics.NoDetails(document, run, "Documents and windows");
            return;
        }
        Column[] numbers = [Column.Number("cosine"), Column.Number(NextVectorMetrics.Average), Column.Number("last vector")];
        if (prediction.WorstDocuments.Count == 0) Missing.Write(document, "No document was scored alone.");
        else
        {
            document.Paragraph("Where the last vector scores low as well, the document itself does not hold together; where only the model does, it has missed something that is there.");
            document.Table([new Column("Document"), Column.Number("windows"), .. numbers], [.. prediction.WorstDocuments.Take(Shown).Select(one =>
                (IReadOnlyList<string>)[one.Name, Numbers.Count(one.Windows), Numbers.Format(one.Cosine), Numbers.Format(one.Average), Numbers.Format(one.Last)])]);
        }
        if (prediction.WorstWindows.Count == 0) return;
        document.Heading("Windows", 3);
        var texts = prediction.WorstWindows.Any(window => window.Text is not null);
        document.Table([new Column("Document"), Column.Number("place"), .. numbers, .. texts ? [new Column("before"), new Column("target")] : Array.Empty<Column>()],
            [.. prediction.WorstWindows.Take(Shown).Select(one => Row(one, texts))]);
    }

    static IReadOnlyList<string> Row(WindowPrediction one, bool texts) =>
    [
        one.Document, Numbers.Count(one.Place + 1), Numbers.Format(one.Cosine), Numbers.Format(one.Average), Numbers.Format(one.Last),
        .. texts ? [Text(one.Before), Text(one.Text)] : Array.Empty<string>(),
    ];

    static string Text(string? text) => text is null ? "–" : SvgCanvas.Cut(text, LongestText);
}
