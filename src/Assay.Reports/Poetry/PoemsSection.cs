using Assay.Runs;

namespace Assay.Reports;

/// <summary>Held-out poems beside what a model wrote for them.</summary>
static class PoemsSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Poems");
        if (run.Evaluation is not { Texts.Count: > 0 } evaluation)
        {
            PoetryMetrics.NoDetails(document, run, "Reconstructed poems");
            return;
        }
        Explain(document, run);
        var last = evaluation.Texts.Count - 1;
        (int Place, string Words)[] chosen = [(0, "the best"), (last / 4, "the upper quarter"), (last / 2, "the middle"), (last * 3 / 4, "the lower quarter"), (last, "the worst")];
        foreach (var (place, words) in chosen.DistinctBy(one => one.Place)) Write(document, evaluation.Texts[place], words);
        document.Paragraph($"All {Numbers.Count(evaluation.Texts.Count)} are in {RunFiles.Texts} beside this report.");
    }

    /// <summary>What a reader must know of the poems that follow.</summary>
    public static void Explain(Document document, ReportedRun run) => document.Paragraph(
        "Left what was read, right the nearest word of each vector that was written, without being taught; right words are marked. Poems are put together from their windows, and what two windows "
        + "share is the mean of both. Line ends are words to the model: where it writes one, the line breaks, with \u00B6 for the end of a stanza."
        + (PoetryMetrics.IsAround(run) ? " This model is not a compressor: its decoder reads the encoder's states." : ""));

    /// <summary>One poem.</summary>
    public static void Write(Document document, TextReconstruction text, string rank)
    {
        document.Heading(text.Item + (text.Form is null ? "" : $", {text.Form}"), 3);
        document.Paragraph($"{(rank.Length > 0 ? $"By cosine {rank}: " : "Cosine ")}{Numbers.Format(text.Cosine)}; "
            + $"{(100 * text.Top1).ToString("0", System.Globalization.CultureInfo.InvariantCulture)} % of the nearest words are right.");
        document.Add(new SideBySideBlock(text));
    }
}
