using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>A phase of a sweep, grouped by all but seed: what is best in it, and what can be told apart.</summary>
public sealed class PhaseAnalysis
{
    // About as many values are drawn again by the test of the whole phase.
    const int Drawn = 4_000_000;

    readonly SweepPlan _plan;

    PhaseAnalysis(SweepPlan plan, SweepPhase phase, IReadOnlyList<TrialResult> trials)
    {
        (_plan, Phase, Trials) = (plan, phase, trials);
        var varied = Varied(trials);
        var groups = trials.GroupBy(Configuration).Select(same => (Trials: same.ToList(), Label: Label(same.First(), varied))).ToList();
        var labels = groups.GroupBy(group => group.Label).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        Groups = [.. groups.Select(group => new SweepGroup(plan, labels.Contains(group.Label) ? $"{group.Label} (#{group.Trials[0].Number})" : group.Label, group.Trials))];
        if (phase.Configurations.Count == 0) Groups = [.. Groups.OrderBy(MeanLoss)];

        var finite = Groups.SelectMany(group => group.Finished).ToList();
        WorstValue = finite.Count == 0 ? double.NaN : finite.MaxBy(plan.Loss);
        Scores = Groups.ToDictionary(group => group, group => group.Scores(WorstValue));
        var full = Math.Min(phase.Seeds.Count, Groups.Select(group => Scores[group].Count).DefaultIfEmpty(0).Max());
        Ranked = full == 0 ? [] : [.. Groups.Where(group => group.Finished.Count > 0 && Scores[group].Count >= full).OrderBy(ScoredLoss)];
        Baseline = phase.Configurations.Count > 1 && Groups[0].Finished.Count > 0 && Groups[0].Trials[0].Name == phase.Configurations[0].Name ? Groups[0] : null;
        long count = Groups.Count(group => Scores[group].Count > 0);
        ToBest = Best is null ? [] : SweepComparison.Against(plan, Groups, Best, WorstValue, count * (count - 1) / 2);
        ToBaseline = Baseline is null ? [] : SweepComparison.Against(plan, Groups, Baseline, WorstValue, 0);
        Overall = OverallP();
    }

    /// <summary>As it was written down.</summary>
    public SweepPhase Phase { get; }

    /// <summary>Its trials in the order of proposal.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>Its configurations: as they were listed, or those that a sampler proposed from the best to the worst.</summary>
    public IReadOnlyList<SweepGroup> Groups { get; }

    /// <summary>The worst finite value that any of its trainings came to; NaN if none finished.</summary>
    public double WorstValue { get; }

    /// <summary>Results by configuration and seed, with <see cref="WorstValue"/> for those that diverged.</summary>
    internal IReadOnlyDictionary<SweepGroup, Dictionary<string, double>> Scores { get; }

    /// <summary>Configurations that came to an end with all the seeds that the phase gives each, from the best mean to the worst.</summary>
    public IReadOnlyList<SweepGroup> Ranked { get; }

    /// <summary>The best mean; null if nothing finished.</summary>
    public SweepGroup? Best => Ranked.FirstOrDefault();

    /// <summary>The least spread over seeds among those that never diverged; null where none has two seeds.</summary>
    public SweepGroup? Steadiest => Ranked.Where(group => group.Finished.Count > 1 && group.Ended(TrialState.Diverged).Count == 0).MinBy(group => group.Deviation);

    /// <summary>The best worst case.</summary>
    public SweepGroup? Safest => Ranked.MinBy(group => group.Ended(TrialState.Diverged).Count > 0 ? double.PositiveInfinity : _plan.Loss(group.Worst));

    /// <summary>The first configuration that was listed; null where a sampler proposed them or nothing of it finished.</summary>
    public SweepGroup? Baseline { get; }

    /// <summary>All others against the best. Because the values themselves chose the best, the correction counts all pairs of configurations.</summary>
    public IReadOnlyList<SweepComparison> ToBest { get; }

    /// <summary>All others against the baseline.</summary>
    public IReadOnlyList<SweepComparison> ToBaseline { get; }

    /// <summary>p-value of a permutation test, within seeds, of whether the configurations differ at all; NaN where there is too little to test.</summary>
    public double Overall { get; }

    /// <summary>Those that are not shown to be worse than the best.</summary>
    public IReadOnlyList<SweepGroup> Contenders => [.. ToBest.Where(comparison => comparison.Standing != SweepStanding.Worse && Ranked.Contains(comparison.One)).Select(comparison => comparison.One)];

    /// <summary>Whether the best is shown to be better than everything else with as many seeds.</summary>
    public bool IsDecided => Ranked.Count > 1 && Contenders.Count == 0;

    /// <summary>The settings that differ between its configurations.</summary>
    internal static IReadOnlyList<string> Varied(IReadOnlyList<TrialResult> trials) => [.. trials.SelectMany(trial => trial.Values.Keys).Distinct()
        .Where(key => !SweepGroup.IsSource(key) && trials.Select(trial => Text(trial, key)).Distinct().Count() > 1)];

    /// <summary>All phases of a sweep that have trials.</summary>
    public static IReadOnlyList<PhaseAnalysis> Of(SweepResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return [.. results.Plan.Phases.Select(phase => (Phase: phase, Trials: results.Of(phase))).Where(phase => phase.Trials.Count > 0)
            .Select(phase => new PhaseAnalysis(results.Plan, phase.Phase, phase.Trials))];
    }

    double MeanLoss(SweepGroup group) => group.Mean is { } mean ? _plan.Loss(mean.Value) : double.PositiveInfinity;

    double ScoredLoss(SweepGroup group) => _plan.Loss(Scores[group].Values.Average());

    double OverallP()
    {
        if (Ranked.Count < 2) return double.NaN;
        var keys = Scores[Ranked[0]].Keys.Where(key => Ranked.All(group => Scores[group].ContainsKey(key))).ToList();
        if (keys.Count < 2) return double.NaN;
        var draws = Math.Clamp(Drawn / (keys.Count * Ranked.Count), 999, PermutationTest.Draws);
        return PermutationTest.Blocks([.. keys.Select(key => Ranked.Select(group => Scores[group][key]).ToArray())], seed: 1, draws);
    }

    static string Configuration(TrialResult trial) => trial.Name + "\n" + string.Join('\n', trial.Values.Where(value => !SweepGroup.IsSource(value.Key))
        .OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={ConfigurationSection.Setting(value.Value)}"));

    static string Text(TrialResult trial, string key) => trial.Values.TryGetValue(key, out var value) ? ConfigurationSection.Setting(value) : "";

    static string Label(TrialResult trial, IReadOnlyList<string> varied)
    {
        const int Settings = 3;
        if (trial.Name is not null) return trial.Name;
        var shown = varied.Where(trial.Values.ContainsKey).ToList();
        if (trial.Values.Keys.All(SweepGroup.IsSource)) return "unchanged";
        return shown.Count is 0 or > Settings ? $"#{trial.Number}"
            : string.Join(", ", shown.Select(key => $"{key} {(trial.Values[key] is double number ? Numbers.Format(number) : ConfigurationSection.Setting(trial.Values[key]))}"));
    }
}
