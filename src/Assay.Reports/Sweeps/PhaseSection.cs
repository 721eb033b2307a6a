using System.Globalization;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>One phase: its configurations grouped by all but seed, every seed as a dot, and what can be told apart.</summary>
static class PhaseSection
{
    const int Rows = 30;
    const int SampledRows = 15;

    public static void Write(Document document, SweepPlan plan, PhaseAnalysis phase, bool only)
    {
        document.Heading(only ? "Configurations" : $"Phase {phase.Phase.Name}");
        document.Paragraph(Described(plan, phase));
        if (phase.Groups.All(group => group.Finished.Count == 0))
        {
            Missing.Write(document, "No training of this phase finished, so there is nothing to compare.");
            return;
        }

        document.Paragraph(SweepVerdict.Standing(phase) is var standing && phase.Best is { } best
            ? $"Best: {best.Label}, {plan.Metric} {Estimate.Text(best.Mean!.Value)}. {standing}{Overall(phase)}" : "");
        var shown = Shown(phase);
        WriteTable(document, plan, phase, shown);
        document.Figure($"Every dot is a training with its own seed, the upright stroke their mean, the pale bar Student's 95 % interval of the mean{(shown.Count < phase.Groups.Count ? $"; the best {shown.Count} of {phase.Groups.Count}" : "")}.",
            ($"{phase.Phase.Name}-seeds", new DotPlotChart
            {
                Title = $"{plan.Metric} of every seed{(only ? "" : $", phase {phase.Phase.Name}")} ({(plan.Goal == Goal.Minimize ? "less" : "more")} is better)",
                ValueTitle = plan.Metric,
                Rows = [.. shown.Select(group => new DotRow(group.Label, group.Finished, group.Mean?.Value ?? double.NaN, group.Mean is { } mean ? (mean.Low, mean.High) : null)
                {
                    Colour = group == phase.Best ? 2 : 0,
                    Note = Ends(group),
                })],
            }));
        ComparisonTable.Write(document, plan, phase);
        CurveFigure.Write(document, plan, phase);
        if (phase.Phase.Configurations.Count == 0) SpaceSection.Write(document, plan, phase);
    }

    /// <summary>The configurations that tables and charts show: all of them, or the best where they are many.</summary>
    internal static IReadOnlyList<SweepGroup> Shown(PhaseAnalysis phase)
    {
        var rows = phase.Phase.Configurations.Count > 0 ? Rows : SampledRows;
        if (phase.Groups.Count <= rows) return phase.Groups;
        var order = phase.Ranked.Concat(phase.Groups.Except(phase.Ranked)).Take(rows).ToHashSet();
        return [.. phase.Groups.Where(order.Contains)];
    }

    static string Described(SweepPlan plan, PhaseAnalysis phase)
    {
        var (made, ended) = (phase.Phase, phase.Trials.SelectMany(trial => trial.Replicates).ToList());
        var how = made.Configurations.Count > 0 ? "written down" : $"proposed by {(made.Sampler == "tpe" ? "the sampler tpe" : made.Sampler)}";
        var set = made.Set.Count == 0 ? "" : $" All have {string.Join(", ", made.Set.Select(one => $"{one.Key} {ConfigurationSection.Setting(one.Value)}"))}.";
        return $"{SweepVerdict.Count(phase.Groups.Count, "configuration")}, {how}; {SweepVerdict.Count(made.Seeds.Count, "seed")} each"
            + (made.Race > made.Seeds.Count ? $", up to {made.Race} for contenders" : "")
            + $"; {Numbers.Count(ended.Count(one => one.State == TrialState.Finished))} of {SweepVerdict.Count(ended.Count, "training")} finished. "
            + $"Judged by {plan.Metric}, of which {(plan.Goal == Goal.Minimize ? "less" : "more")} is better.{set}{Shared(phase)}";
    }

    static string Shared(PhaseAnalysis phase)
    {
        var sources = phase.Trials.SelectMany(trial => trial.Values.Keys).Where(SweepGroup.IsSource).Distinct().ToList();
        return sources.Count == 0 ? "" : $" Trainings with the same {string.Join(" or ", sources)} are not independent of each other, so intervals of means are too narrow here.";
    }

    static string Overall(PhaseAnalysis phase) => double.IsNaN(phase.Overall) || phase.Ranked.Count < 3 ? ""
        : phase.Overall < SweepComparison.Level
            ? $" That the {phase.Ranked.Count} configurations differ at all is shown (permutation test within seeds, p = {Numbers.Format(phase.Overall)})."
            : $" That the {phase.Ranked.Count} configurations differ at all is not shown (permutation test within seeds, p = {Numbers.Format(phase.Overall)}).";

    static void WriteTable(Document document, SweepPlan plan, PhaseAnalysis phase, IReadOnlyList<SweepGroup> shown)
    {
        var (final, epochs) = (shown.Any(group => group.Lost.Count > 0), shown.Any(group => !double.IsNaN(group.BestEpoch)));
        List<Column> columns = [new Column("Configuration"), Column.Number("Seeds"), Column.Number("Mean (95 %)"), Column.Number("SD"), Column.Number("Best to worst")];
        if (epochs) columns.Add(Column.Number("Best epoch"));
        if (final) columns.AddRange([Column.Number("Final"), Column.Number("Lost since peak")]);
        columns.Add(Column.Number("Time"));
        document.Table(columns, [.. shown.Select(group => Row(plan, group, epochs, final))], [.. shown.Index().Where(group => group.Item == phase.Best).Select(group => group.Index)]);
        var hidden = phase.Groups.Count - shown.Count;
        if (hidden > 0) document.Paragraph($"{SweepVerdict.Count(hidden, "more configuration")} not shown: those with fewer seeds or worse means.");
    }

    static IReadOnlyList<string> Row(SweepPlan plan, SweepGroup group, bool epochs, bool final)
    {
        var bestOf = group.Finished.Count == 0 ? double.NaN : group.Finished.MinBy(plan.Loss);
        List<string> cells = [group.Label, group.Finished.Count.ToString(CultureInfo.InvariantCulture) + (Ends(group) is { Length: > 0 } ends ? $" ({ends})" : ""),
            group.Mean is { } mean ? Estimate.Text(mean) : "–", Number(group.Deviation), group.Finished.Count > 1 ? $"{Number(bestOf)} to {Number(group.Worst)}" : Number(bestOf)];
        if (epochs) cells.Add(double.IsNaN(group.BestEpoch) ? "–" : group.BestEpoch.ToString("0.#", CultureInfo.InvariantCulture));
        if (final) cells.AddRange([Number(group.FinalMean), group.Lost.Count == 0 ? "–" : Number(group.Lost.Average())]);
        cells.Add(double.IsNaN(group.Seconds) ? "–" : Numbers.Duration(group.Seconds));
        return cells;
    }

    /// <summary>How many trainings did not finish, and how they ended.</summary>
    internal static string Ends(SweepGroup group) => string.Join(", ", new[] { TrialState.Diverged, TrialState.Failed, TrialState.Pruned, TrialState.Running }
        .Select(state => (State: state, group.Ended(state).Count)).Where(one => one.Count > 0).Select(one => $"{one.Count} {one.State.ToString().ToLowerInvariant()}"));

    static string Number(double value) => double.IsFinite(value) ? Numbers.Format(Math.Abs(value) is < 1000 and >= 1e-3 ? Math.Round(value, 4) : value) : "–";
}
