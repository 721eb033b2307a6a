namespace Assay.Reports;

/// <summary>What is left of a poetry model's score with parts of what its decoder knows taken away.</summary>
static class PoetryAblationsSection
{
    // Less than this share of the gain is nothing to speak of.
    const double Nothing = 0.02;

    const string Kept = "test/gain/kept", StatesZeroed = "encoder states zeroed", EightBits = "code in 8 bits a float";

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("What passes the bottleneck");
        var ablations = run.Record.Ablations.Where(a => a.Value.ContainsKey(PoetryMetrics.Cosine)).ToList();
        var model = PoetryMetrics.Of(run, PoetryMetrics.Cosine);
        if (ablations.Count == 0 || double.IsNaN(model))
        {
            Missing.Write(document, "No ablation was measured: what the decoder uses is not known.");
            return;
        }
        document.Table([new Column("Decoder is given"), Column.Number("token cosine"), Column.Number("around the mean vector"), Column.Number("gain over the mean vector that is left")],
            [["everything", Numbers.Format(model), Missing.Or(run.Record.Best, "test/cosine/centred"), "100 %"],
             .. ablations.Select(a => (IReadOnlyList<string>)[a.Key, Numbers.Format(a.Value[PoetryMetrics.Cosine]), Missing.Or(a.Value, "test/cosine/centred"), Percent(a.Value)])], [0]);
        document.Paragraph("The gain is the model's cosine less that of the mean vector. What is left may be negative: a decoder with a wrong code can do worse than one constant vector.");
        document.List([.. ablations.Where(a => a.Value.ContainsKey(Kept)).Select(a => Sentence(a.Key, a.Value[Kept]))]);
        if (PoetryMetrics.IsAround(run) && run.Record.Ablations.GetValueOrDefault(StatesZeroed) is { } without && without.ContainsKey(Kept))
            document.Callout(Tone.Warning, without[Kept] >= 1 - Nothing ? "All of the gain passes the bottleneck, though the encoder's states are there to be read."
                    : $"{Percent(without)} of the gain passes the bottleneck; the rest goes around it.",
                "Measured by setting the encoder's states to zero, which the decoder has never seen in training: a decoder trained without them might make more of the code.");
    }

    static string Percent(Dictionary<string, double> values) => values.TryGetValue(Kept, out var kept) && double.IsFinite(kept)
        ? (100 * kept).ToString("0", System.Globalization.CultureInfo.InvariantCulture) + " %"
        : "–";

    static string Sentence(string name, double kept) => !double.IsFinite(kept) ? $"{name}: the model gains nothing over the mean vector, so no share of it can be left."
        : kept >= 1 - Nothing && name == EightBits ? $"{name}: nothing is lost; a float need not be exact."
        : kept >= 1 - Nothing ? $"{name}: nothing is lost; the decoder does not use it."
        : kept <= Nothing ? $"{name}: nothing is left of the gain; all of it depends on this."
        : $"{name}: {(100 * (1 - kept)).ToString("0", System.Globalization.CultureInfo.InvariantCulture)} % of the gain is lost.";
}
