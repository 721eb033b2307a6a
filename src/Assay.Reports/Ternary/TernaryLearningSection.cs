namespace Assay.Reports;

/// <summary>Which parts of the model training moved.</summary>
static class TernaryLearningSection
{
    const string Before = "update/", After = "/ratio";

    // Below this share of a parameter an update is rounding.
    const double Still = 1e-7;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("What learned");
        var (moved, all) = (TernaryMetrics.Of(run, TernaryMetrics.Moved), run.Record.Parameters);
        if (!double.IsFinite(moved) || all == 0) Missing.Write(document, "How many parameters training moved was not measured.");
        else
            document.Paragraph($"The optimizer had a gradient for {Numbers.Count((long)moved)} of {Numbers.Count(all)} parameters, {TernaryMetrics.Percent(moved / all, "0.0")}."
                + (moved < all ? " The others were frozen, or no loss that has a weight reaches them." : ""));
        var parts = run.LoggedMetrics().Where(metric => metric.StartsWith(Before, StringComparison.Ordinal) && metric.EndsWith(After, StringComparison.Ordinal))
            .GroupBy(metric => Part(metric[Before.Length..])).Select(part => (Name: part.Key, Largest: part.Select(metric => Largest(run, metric)).ToList())).ToList();
        if (parts.Count == 0)
        {
            Missing.Write(document, "The run's events hold no sizes of updates.");
            return;
        }
        document.Table([new Column("Part"), Column.Number("tensors looked at"), Column.Number("of them still"), Column.Number("largest update of a tensor, relative to it")],
            [.. parts.Select(part => (IReadOnlyList<string>)[part.Name, Numbers.Count(part.Largest.Count), Numbers.Count(part.Largest.Count(ratio => ratio < Still)), Numbers.Format(part.Largest.Max())])],
            [.. parts.Index().Where(part => part.Item.Largest.All(ratio => ratio < Still)).Select(part => part.Index)]);
        document.Paragraph("As logged while training. Marked: parts that stood still. The radius of a point depends on the radius net alone, so losses of radii never teach the direction net; losses of points do (loss.geodesic, loss.prototypes), and a decoder that reads points (decode=point).");
    }

    static double Largest(ReportedRun run, string metric) => run.Events.Select(one => one[metric]).OfType<double>().Where(double.IsFinite).DefaultIfEmpty(0).Max();

    // The first word of a parameter's name; of projections, which hold two nets, the first two.
    static string Part(string name)
    {
        var words = name.Split('.');
        var (whole, b) = (words[0], words[0].EndsWith("_b", StringComparison.Ordinal) ? "B" : "A");
        return whole switch
        {
            "encoder_a" or "encoder_b" => $"encoder {b}",
            "decoder_a" => "decoder",
            "proj_a" or "proj_b" when words.Length > 1 => $"{words[1].Replace('_', ' ')} {b}",
            _ => whole,
        };
    }
}
