using Assay.Runs;

namespace Assay.Reports;

/// <summary>Where the operations of each level lie, and how well adjacent levels are told apart.</summary>
static class LevelsSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Radii by level");
        if (run.Levels is { } levels) Pictures(document, levels);
        else TernaryMetrics.NoDetails(document, run, "The distribution of radii in each level");
        foreach (var (name, suffix) in TernaryMetrics.Codes(run)) Table(document, run, name, suffix);
    }

    static void Pictures(Document document, LevelEvaluation levels) => document.Figure(
        "Level v holds the operations whose index 3 divides v times; their number stands at the right. Histograms are as high as their fullest bin, so heights of different levels do not compare. Below each: the "
            + "smallest to the largest radius, the middle half, the median.",
        [.. levels.Codes.Index().Select(code => ($"radii-{code.Item.Name.ToLowerInvariant()}", (Chart)new DistributionChart
        {
            Title = $"Code {code.Item.Name}", ValueTitle = "Euclidean distance from the origin", Range = (0, levels.MaxRadius), Width = levels.Codes.Count > 1 ? 440 : 640, Colour = code.Index,
            Rows = [.. code.Item.Levels.Select(level => new DistributionRow($"level {level.Level}", Numbers.Count(level.Size), level.Histogram, level.Quantiles, level.Min, level.Max))],
        }))]);

    static void Table(Document document, ReportedRun run, string name, string suffix)
    {
        double Of(string metric) => TernaryMetrics.Of(run, metric + suffix);
        var variances = Enumerable.Range(0, TernaryMetrics.Levels).Select(level => Of($"variance/v{level}")).ToList();
        document.Heading($"Adjacent levels of code {name}", 3);
        if (!variances.All(double.IsFinite))
        {
            Missing.Write(document, $"The record holds no levels of code {name}.");
            return;
        }
        var code = run.Levels?.Codes.FirstOrDefault(code => code.Name == name);
        document.Table(
            [Column.Number("Level"), Column.Number("operations"), Column.Number("mean radius"), Column.Number("deviation"), Column.Number("smallest"), Column.Number("largest"), Column.Number("variance"),
                Column.Number("of the richness"), Column.Number("AUC to the next level")],
            [.. variances.Select((variance, level) => (IReadOnlyList<string>)[
                $"{level}", code is null ? "–" : Numbers.Count(code.Levels[level].Size), TernaryMetrics.Number(Of($"radius/v{level}")), TernaryMetrics.Number(Math.Sqrt(variance)),
                code is null ? "–" : Numbers.Format(code.Levels[level].Min), code is null ? "–" : Numbers.Format(code.Levels[level].Max), TernaryMetrics.Number(variance),
                variances.Sum() > 0 ? TernaryMetrics.Percent(variance / variances.Sum(), "0.0") : "–", TernaryMetrics.Number(Of($"auc/v{level}"))])]);
        if (suffix.Length > 0) return;
        document.Paragraph("The hierarchy is a matter of the first levels: 59 % of all pairs of different levels are of levels 0 and 1, 89 % involve level 0, 5 % a level from 4 on. "
            + (run.Record.Baselines.TryGetValue(TernaryMetrics.OneSplit, out var split) ? $"With level 0 apart and everything else at random it is {TernaryMetrics.Digits(split.GetValueOrDefault(TernaryMetrics.Hierarchy, double.NaN))}. " : "")
            + "What it does not see stands in the last column.");
    }
}
