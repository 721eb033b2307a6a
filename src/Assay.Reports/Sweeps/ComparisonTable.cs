using System.Globalization;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>Differences paired by seed, to the best and to the baseline, with what follows from each in a word.</summary>
static class ComparisonTable
{
    const int Rows = 15;
    const int SampledRows = 8;

    public static void Write(Document document, SweepPlan plan, PhaseAnalysis phase)
    {
        if (phase.ToBaseline.Count > 0)
            WriteTable(document, $"Against the baseline, {phase.Baseline!.Label}", phase.ToBaseline, phase, plan,
                $"The baseline is the configuration that was listed first; {Tests(phase.ToBaseline[0].Tests)}.");
        if (phase.ToBest.Count > 0 && phase.Best != phase.Baseline)
            WriteTable(document, $"Against the best, {phase.Best!.Label}", phase.ToBest, phase, plan,
                $"The same values chose the best, so p is corrected for all pairs of configurations: {Tests(phase.ToBest[0].Tests)}.");
    }

    static void WriteTable(Document document, string title, IReadOnlyList<SweepComparison> comparisons, PhaseAnalysis phase, SweepPlan plan, string why)
    {
        document.Heading(title, 3);
        var order = phase.Ranked.Index().ToDictionary(group => group.Item, group => group.Index);
        var rows = phase.Phase.Configurations.Count > 0 ? Rows : SampledRows;
        var shown = comparisons.Count <= rows ? comparisons : [.. comparisons.OrderBy(one => order.GetValueOrDefault(one.One, int.MaxValue)).Take(rows)];
        document.Table(
            [new Column("Configuration"), Column.Number("Pairs"), Column.Number("Difference (95 %)"), Column.Number("p"), Column.Number("Holm p"), Column.Number("P(better) (95 %)"), new Column("Verdict"), Column.Number("Seeds needed")],
            [.. shown.Select(one => (IReadOnlyList<string>)[one.One.Label, one.Pairs.ToString(CultureInfo.InvariantCulture),
                one.Difference is { } difference ? Estimate.Difference(difference) : "–", P(one.P), P(one.Adjusted),
                one.Better is { } better ? $"{Share(better.Estimate.Value)} ({Share(better.Estimate.Low)} to {Share(better.Estimate.High)})" : "–", one.Word, Needed(one)])],
            [.. shown.Index().Where(one => one.Item.Standing is SweepStanding.Better or SweepStanding.Worse).Select(one => one.Index)]);
        var imputed = comparisons.Any(one => one.One.Ended(TrialState.Diverged).Count > 0 || one.Other.Ended(TrialState.Diverged).Count > 0);
        document.Paragraph($"{plan.Metric} less that of the configuration above, paired by seed. p is that of the sign-flip permutation test, Holm p the same corrected. {why} {Estimate.Star}. "
            + "P(better) is the chance that the configuration wins with a seed, equal ones counting half. The last column is how many shared seeds would show the difference seen four times in five, were it the true one."
            + (comparisons.Count > shown.Count ? $" {comparisons.Count - shown.Count} more are not shown." : "")
            + (imputed ? $" A training that diverged counts as the worst value of the phase, {Numbers.Format(phase.WorstValue)}." : ""));
    }

    static string Needed(SweepComparison one) => one.Standing switch
    {
        SweepStanding.TooFewSeeds or SweepStanding.NotShown when one.PairsNeeded is { } pairs && pairs > one.Pairs => Numbers.Count(pairs),
        _ => "",
    };

    static string Tests(long tests) => tests == 1 ? "there is one comparison" : $"{Numbers.Count(tests)} comparisons share the level of 0.05";

    internal static string P(double p) => double.IsNaN(p) ? "–" : p < 0.001 ? "< 0.001" : p.ToString("0.###", CultureInfo.InvariantCulture);

    static string Share(double share) => share.ToString("0.00", CultureInfo.InvariantCulture);
}
