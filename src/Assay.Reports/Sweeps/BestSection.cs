using System.Globalization;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>The best configuration of each phase for the goal and for stability, and what to do next, as far as it is shown.</summary>
static class BestSection
{
    public static void Write(Document document, SweepPlan plan, IReadOnlyList<PhaseAnalysis> phases)
    {
        var known = phases.Where(phase => phase.Best is not null).ToList();
        document.Heading("Best configurations");
        if (known.Count == 0)
        {
            Missing.Write(document, "No training finished.");
            return;
        }

        var (rows, settings) = (new List<IReadOnlyList<string>>(), new List<string>());
        foreach (var phase in known)
        {
            var best = phase.Best!;
            var spread = phase.Ranked.Count > 1 && best.Finished.Count > 1;
            foreach (var group in new[] { best, spread ? phase.Safest : null, spread ? phase.Steadiest : null }.OfType<SweepGroup>().Distinct())
            {
                var roles = new[] { (Word: "mean", group == best), (Word: "worst", spread && group == phase.Safest), (Word: "spread", spread && group == phase.Steadiest) };
                rows.Add([phase.Phase.Name, string.Join(", ", roles.Where(role => role.Item2).Select(role => role.Word)), group.Label, Seeds(group), Estimate.Text(group.Mean!.Value), Numbers.Format(group.Worst),
                    group.Finished.Count > 1 ? Estimate.Text(DeviationInterval.Of([.. group.Finished])) : "–"]);
                if (group.Values.Count > 0) settings.Add($"{phase.Phase.Name}, {group.Label}: {Settings(group)}.");
            }
        }

        document.Table([new Column("Phase"), new Column("Best by"), new Column("Configuration"), Column.Number("Seeds"), Column.Number($"{plan.Metric} (95 %)"), Column.Number("Worst"), Column.Number("SD (95 %)")], rows);
        document.Paragraph("Best by mean is best for the goal; best by worst seed and by spread over seeds are for stability. All three are picked from the same numbers and so look better than they are; intervals of deviations that overlap show no difference in spread.");
        if (settings.Count > 0) document.List(settings);
        document.Heading("What follows");
        document.List([.. known.SelectMany(phase => Advice(plan, phase))]);
    }

    /// <summary>What the statistics of a phase allow to say, in sentences.</summary>
    static IEnumerable<string> Advice(SweepPlan plan, PhaseAnalysis phase)
    {
        var (name, best) = ($"Phase {phase.Phase.Name}", phase.Best!);
        if (phase.Ranked.Count < 2)
        {
            yield return $"{name}: one configuration, so nothing to choose. A further seed will be between {Range(best)} nineteen times in twenty, if results are about normal.";
            yield break;
        }

        if (phase.ToBaseline.FirstOrDefault(one => one.One == best) is { Standing: SweepStanding.Better } gain)
            yield return $"{name}: {best.Label} instead of {phase.Baseline!.Label}, over which its advantage is {Size(gain)} (p = {ComparisonTable.P(gain.Adjusted)} after Holm's correction).";
        if (phase.IsDecided)
        {
            yield return $"{name}: use {best.Label}. It is shown to be better than every other configuration with as many seeds.";
            yield break;
        }

        var rival = phase.Ranked[1];
        var duel = phase.ToBest.First(one => one.One == rival);
        if (duel.Standing == SweepStanding.Equal)
        {
            yield return $"{name}: {best.Label} and {rival.Label} are equal with every seed; take the cheaper one, and find out why the setting has no effect.";
            yield break;
        }

        var worse = phase.ToBest.Where(one => one.Standing == SweepStanding.Worse).Select(one => one.One.Label).ToList();
        if (worse.Count > 0) yield return $"{name}: do not use {string.Join("; ", worse.Take(5))}{(worse.Count > 5 ? $"; nor {worse.Count - 5} more" : "")}: shown to be worse than the best.";
        if (duel.Pairs < 2)
        {
            yield return $"{name}: nothing to recommend. {best.Label} and {rival.Label} share {SweepVerdict.Count(duel.Pairs, "seed")}; how much seeds matter is not known. At least {PermutationTest.FewestPairs()} seeds each are needed to show any difference.";
            yield break;
        }

        var fresh = duel.Difference is { } difference && duel.Deviation > 0 ? StudentPower.Pairs(difference.Value, duel.Deviation) : null;
        yield return $"{name}: {best.Label} is not shown to be better than {rival.Label} (difference {Size(duel)}), so neither is recommended over the other. "
            + (fresh is { } pairs && Math.Max(pairs, PermutationTest.FewestPairs()) is var seeds && seeds <= 1000
                ? $"If the difference is as large as it looks, {seeds} fresh seeds of these two alone would show it four times in five."
                : "The difference is so small beside its spread that no sensible number of seeds would show it: take the cheaper one.");
    }

    static string Size(SweepComparison one)
    {
        if (one.Difference is not { } difference) return "unknown";
        var (low, high) = difference.Value < 0 ? (-difference.High, -difference.Low) : (difference.Low, difference.High);
        return Numbers.Format(Math.Abs(difference.Value)) + (double.IsFinite(low) ? $", between {Numbers.Format(low)} and {Numbers.Format(high)}" : "");
    }

    // Of one more value: mean and t times sd times sqrt(1 + 1/n).
    static string Range(SweepGroup group)
    {
        if (group.Finished.Count < 2) return "limits that one seed cannot know";
        var half = (group.Mean!.Value.High - group.Mean.Value.Value) * Math.Sqrt(group.Finished.Count + 1);
        return $"{Numbers.Format(group.Mean.Value.Value - half)} and {Numbers.Format(group.Mean.Value.Value + half)}";
    }

    static string Seeds(SweepGroup group) => group.Finished.Count.ToString(CultureInfo.InvariantCulture) + (group.Ended(TrialState.Diverged).Count is var count and > 0 ? $" ({count} diverged)" : "");

    static string Settings(SweepGroup group)
    {
        const int Most = 6;
        return string.Join(", ", group.Values.Take(Most).Select(value => $"{value.Key} {(value.Value is double number ? Numbers.Format(number) : ConfigurationSection.Setting(value.Value))}")) + (group.Values.Count > Most ? ", …" : "");
    }
}
