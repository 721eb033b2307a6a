namespace Assay.Reports;

/// <summary>How many floats reach the decoder of a poetry run, and what ratio of compression that is.</summary>
static class CrossingSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("What crosses to the decoder");
        if (!PoetryMetrics.Table(document, run, "From encoder to decoder", PoetryMetrics.Crossing))
        {
            Missing.Write(document, "The run did not record how many floats cross.");
            return;
        }
        var (floats, ratio) = (PoetryMetrics.Of(run, "test/floats"), PoetryMetrics.Of(run, "test/compression"));
        document.Paragraph(PoetryMetrics.IsAround(run)
            ? $"{Numbers.Count((long)floats)} floats cross for a full window, {Numbers.Ratio(ratio)} what was read over what crosses. "
                + "The decoder sees the encoder's states beside the code: this model is not a compressor, and no ratio makes it one."
            : $"All that a full window leaves behind is {Numbers.Count((long)floats)} floats: a compression of {Numbers.Ratio(ratio)}. "
                + $"A window of fewer tokens costs the same, so by the real tokens it is {Numbers.Ratio(PoetryMetrics.Of(run, "test/compression/real"))}.");
    }
}
