using System.Globalization;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>A sweep as tables of text, for the command line.</summary>
public static class SweepTables
{
    const int Rows = 10;

    /// <summary>One table a phase: its best configurations, or those that were listed, and how each stands to the best.</summary>
    public static IReadOnlyList<RankingTable> Of(SweepResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return [.. PhaseAnalysis.Of(results).Select(phase => Of(results.Plan, phase))];
    }

    static RankingTable Of(SweepPlan plan, PhaseAnalysis phase)
    {
        var listed = phase.Phase.Configurations.Count > 0 && phase.Groups.Count <= 2 * Rows;
        var shown = listed ? phase.Groups : [.. phase.Ranked.Concat(phase.Groups.Except(phase.Ranked)).Take(Rows)];
        var standing = phase.ToBest.ToDictionary(comparison => comparison.One, comparison => comparison.Word);
        var hidden = phase.Groups.Count - shown.Count;
        return new RankingTable($"{phase.Phase.Name}{(hidden > 0 ? $" (the best {shown.Count} of {phase.Groups.Count})" : "")}",
            [new Column("configuration"), Column.Number("seeds"), Column.Number($"{plan.Metric} (95 %)"), Column.Number("sd"), Column.Number("worst"), new Column("against the best")],
            [.. shown.Select(group => (IReadOnlyList<string>)[group.Label,
                group.Finished.Count.ToString(CultureInfo.InvariantCulture) + (PhaseSection.Ends(group) is { Length: > 0 } ends ? $" ({ends})" : ""),
                group.Mean is { } mean ? Estimate.Text(mean) : "–", double.IsNaN(group.Deviation) ? "–" : Numbers.Format(group.Deviation), double.IsNaN(group.Worst) ? "–" : Numbers.Format(group.Worst),
                group == phase.Best ? "best mean" : standing.GetValueOrDefault(group, "–")])]);
    }
}
