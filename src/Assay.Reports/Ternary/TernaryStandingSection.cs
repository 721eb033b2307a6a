namespace Assay.Reports;

/// <summary>The codes beside radii that need no model, and what the metrics mean.</summary>
static class TernaryStandingSection
{
    const int FinalColour = 5, OracleColour = 6;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Beside radii that need no model");
        var record = run.Record;
        var rows = Rows(run).Where(row => row.Values.ContainsKey(TernaryMetrics.Hierarchy + row.Suffix)).ToList();
        if (rows.All(row => row.Colour == OracleColour))
        {
            Missing.Write(document, "The record holds no metrics of the model.");
            return;
        }
        if (record.Baselines.Count == 0) Missing.Write(document, "No radii without a model were measured, so the hierarchy has no scale.");
        document.Figure("Correlation of valuation and radius; the more negative, the better. Grey: radii made from the levels themselves or at random.", ("hierarchy", new BarChart
        {
            Title = "Hierarchy", ValueTitle = "Spearman's coefficient of valuation and Euclidean radius", References = [new ReferenceLine("distinct radii at best", TernaryMetrics.Ceiling)],
            Bars = [.. rows.Select(row => new Bar(row.Name, row.Values[TernaryMetrics.Hierarchy + row.Suffix], row.Colour))],
        }));
        document.Table(
            [new Column("Radii"), Column.Number("coverage"), Column.Number("hierarchy"), Column.Number("of the ceiling"), Column.Number("worst AUC"), Column.Number("richness"), Column.Number("distance")],
            [.. rows.Select(Cells)], [.. rows.Index().Where(row => row.Item.Values == record.Best).Select(row => row.Index)]);
        document.Table([new Column("Code"), Column.Number("richness, weighted"), Column.Number("Q"), Column.Number("different radii")],
            [.. rows.Where(row => row.Colour != OracleColour).Select(row => (IReadOnlyList<string>)[
                row.Name, TernaryMetrics.Number(Of(row, "richness/weighted")), TernaryMetrics.Number(Of(row, "q")), Of(row, "radii/distinct") is var distinct && double.IsFinite(distinct) ? Numbers.Count((long)distinct) : "–"])]);
        document.Paragraph($"Why {TernaryMetrics.Digits(TernaryMetrics.Ceiling)} is the ceiling: a level holds up to 13,122 operations, which are ties of the valuation, so radii that all differ cannot follow it any "
            + "further however well they are ordered; radii that coincide within a level match its ties and can, down to -1.");
        document.List(
        [
            "Coverage: share of the 19,683 operations of which all nine digits are decoded right. Code B is not decoded.",
            "Hierarchy: Spearman's coefficient of 3-adic valuation and Euclidean distance from the origin over all operations, ties sharing their ranks. Hyperbolic distances from the origin have the same.",
            "Worst AUC: of two operations of adjacent levels, the share of pairs in which the shallower lies farther out; of the nine pairs of levels the least. 0.5 is chance.",
            "Richness: mean over the ten levels of the variance of Euclidean radii within a level (divided by its size). Every level counts alike, the one of 13,122 operations and the one of 1. Weighted: every operation counts alike.",
            "Distance: Spearman's coefficient of hyperbolic and 3-adic distance over a fixed sample of 20,000 pairs of operations. Q: distance less 1.5 times the hierarchy.",
            "Best checkpoint and final weights are measured with the codes' means: nothing is drawn at random.",
        ]);
        document.Table([new Column("Training"), Column.Number("Amount")],
        [
            ["parameters", Numbers.Count(record.Parameters)], ["updates", Numbers.Count(record.Steps)], ["epochs", Numbers.Count(record.Epochs)],
            ["judged epoch", Missing.Or(record.Best, "epoch")], ["training time", Numbers.Duration(record.Seconds)],
        ]);
    }

    static IEnumerable<(string Name, IReadOnlyDictionary<string, double> Values, string Suffix, int Colour)> Rows(ReportedRun run)
    {
        foreach (var (name, suffix) in TernaryMetrics.Codes(run)) yield return ($"code {name}, best checkpoint", run.Record.Best, suffix, suffix.Length == 0 ? 0 : 1);
        foreach (var (name, suffix) in TernaryMetrics.Codes(run)) yield return ($"code {name}, final weights", run.Record.Metrics, suffix, FinalColour);
        foreach (var (name, values) in run.Record.Baselines) yield return (name, values, "", OracleColour);
    }

    static string[] Cells((string Name, IReadOnlyDictionary<string, double> Values, string Suffix, int Colour) row)
    {
        var hierarchy = Of(row, TernaryMetrics.Hierarchy);
        return
        [
            row.Name, row.Suffix.Length == 0 ? TernaryMetrics.Percent(Of(row, TernaryMetrics.Coverage)) : "–", TernaryMetrics.Digits(hierarchy), TernaryMetrics.Percent(hierarchy / TernaryMetrics.Ceiling),
            TernaryMetrics.Number(Enumerable.Range(0, TernaryMetrics.Levels - 1).Select(level => Of(row, $"auc/v{level}")).Min()), Richness(Of(row, TernaryMetrics.Richness)),
            TernaryMetrics.Number(Of(row, TernaryMetrics.Distance)),
        ];
    }

    // Of radii that coincide rounding alone is left.
    static string Richness(double richness) => TernaryMetrics.Number(richness < 1e-15 ? 0 : richness);

    static double Of((string Name, IReadOnlyDictionary<string, double> Values, string Suffix, int Colour) row, string metric) => row.Values.GetValueOrDefault(metric + row.Suffix, double.NaN);
}
