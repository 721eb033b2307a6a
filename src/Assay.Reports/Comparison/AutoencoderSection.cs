namespace Assay.Reports;

/// <summary>Runs that compress side by side: how their codes use their components, and what they wrote for the same held-out texts.</summary>
static class AutoencoderSection
{
    // More columns than these cannot be read.
    const int Shown = 4;

    public static void Write(Document document, IReadOnlyList<ReportedRun> runs, IReadOnlyList<string> labels)
    {
        var measured = runs.Zip(labels).Where(run => run.First.Evaluation is not null).ToList();
        if (measured.Count < 2) return;
        document.Heading("Codes");
        if (measured.Count > Shown) document.Paragraph($"The first {Shown} of {measured.Count} runs.");
        measured = [.. measured.Take(Shown)];
        var spectra = measured.Select(run => (Label: run.Second, Shares: run.First.Evaluation!.Codes?.Shares ?? [])).Where(run => run.Shares.Length > 1).ToList();
        if (spectra.Count > 0)
            document.Figure("What part of the variance of the held-out codes lies along each principal direction; a code that uses all its floats alike has a level line.",
                ("code-spectra", new LineChart
                {
                    Title = "Spectrum of the codes", XTitle = "principal direction", YTitle = "share of the variance", LogY = true,
                    Series = [.. spectra.Select(run => new ChartSeries(run.Label, [.. Enumerable.Range(1, run.Shares.Length).Select(number => (double)number)], run.Shares))],
                }));
        Texts(document, measured);
    }

    // Of the texts that all hold out: the one that the first run wrote best, the one in the middle, and the worst.
    static void Texts(Document document, List<(ReportedRun Run, string Label)> runs)
    {
        document.Heading("Texts");
        var shared = runs[0].Run.Evaluation!.Texts.Select(text => runs.Select(run => run.Run.Evaluation!.Texts.FirstOrDefault(other => other.Item == text.Item && other.Read.SequenceEqual(text.Read))).ToList())
            .Where(texts => texts.All(text => text is not null)).ToList();
        if (shared.Count == 0)
        {
            Missing.Write(document, "No text is held out by all of these runs: their seeds split the texts differently.");
            return;
        }
        document.Paragraph("What was read, and the nearest word of each vector that each run wrote; right words are marked.");
        foreach (var place in new[] { 0, shared.Count / 2, shared.Count - 1 }.Distinct())
        {
            var texts = shared[place];
            document.Heading(texts[0]!.Item, 3);
            document.Add(new SideBySideBlock([.. runs.Zip(texts, (run, text) => ($"{run.Label} ({Numbers.Format(text!.Cosine)})", text!))]));
        }
    }
}
