using Assay.Runs;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>What every sweep is looked through for, whatever its study.</summary>
static class SweepFindings
{
    // A configuration whose best epoch is the first in more than this share of its trainings did not profit from training on.
    const double AtStart = 0.5;

    public static IReadOnlyList<Finding> Of(SweepResults results, IReadOnlyList<PhaseAnalysis> phases) =>
        [.. Seeds(phases), .. phases.SelectMany(Effects), .. Ends(results), .. Peaks(results.Plan, phases), .. Starts(results.Plan, phases), .. phases.SelectMany(Edges)];

    static IEnumerable<Finding> Seeds(IReadOnlyList<PhaseAnalysis> phases)
    {
        var weak = phases.Where(phase => phase.ToBest.Count > 0 && phase.ToBest.All(one => one.Standing is SweepStanding.TooFewSeeds or SweepStanding.Equal)
            && phase.ToBest.Any(one => one.Standing == SweepStanding.TooFewSeeds)).ToList();
        if (weak.Count == 0) yield break;
        yield return new Finding("sweep/too-few-seeds", Severity.Warning,
            $"In {Phases(weak)} there are too few seeds to show which configuration is best.",
            string.Join("; ", weak.Select(phase => $"{phase.Phase.Name}: {SweepVerdict.Count(phase.ToBest.Max(one => one.Pairs), "shared seed")} cannot reach p < "
                + $"{Numbers.Format(PermutationTest.Smallest(phase.ToBest.Max(one => one.Pairs)))}, and {Numbers.Count(phase.ToBest[0].Tests)} comparisons share the level of {SweepComparison.Level}")) + ".",
            $"Repeat the best two or three with at least {PermutationTest.FewestPairs(SweepComparison.Level, 3)} fresh seeds, as a phase of their own: fewer comparisons need fewer seeds.");
    }

    static IEnumerable<Finding> Effects(PhaseAnalysis phase)
    {
        var equal = phase.ToBaseline.Where(one => one.Standing == SweepStanding.Equal && one.Pairs > 1).ToList();
        var reference = phase.Baseline;
        if (equal.Count == 0)
        {
            equal = [.. phase.ToBest.Where(one => one.Standing == SweepStanding.Equal && one.Pairs > 1)];
            reference = phase.Best;
        }

        if (equal.Count > 0)
            yield return new Finding("sweep/no-effect", Severity.Warning,
                $"In phase {phase.Phase.Name} what distinguishes {Some(equal.Select(one => one.One.Label))} from {reference!.Label} has no effect at all.",
                $"Their values are equal with each of {equal.Min(one => one.Pairs)} seeds or more.",
                "A setting that changes nothing is not read, or reaches nothing that is measured: check before drawing conclusions from it.");
        if (phase.Overall is >= SweepComparison.Level and <= 1 && phase.Ranked.Count > equal.Count + 1)
            yield return new Finding("sweep/no-difference", Severity.Info,
                $"Phase {phase.Phase.Name} shows no difference between its {phase.Ranked.Count} configurations.",
                $"Permutation test within seeds: p = {Numbers.Format(phase.Overall)}; means from {Numbers.Format(phase.Ranked[0].Mean!.Value.Value)} to {Numbers.Format(phase.Ranked[^1].Mean!.Value.Value)}.",
                "What looks like the best here may be the luckiest: nothing that follows should be built on it.");
    }

    static IEnumerable<Finding> Ends(SweepResults results)
    {
        foreach (var (state, word, advice) in new[]
        {
            (TrialState.Diverged, "diverged", "A configuration that diverges with one seed may do so with the next: prefer those that never did."),
            (TrialState.Failed, "failed", "What failed is missing from every table: mend the cause and resume the sweep."),
        })
        {
            var ended = results.Trials.SelectMany(trial => trial.Replicates.Where(replicate => replicate.State == state).Select(replicate => (trial, replicate))).ToList();
            if (ended.Count == 0) continue;
            var all = results.Trials.Sum(trial => trial.Replicates.Count);
            var reasons = ended.GroupBy(one => one.replicate.Reason ?? "no reason given").OrderByDescending(same => same.Count()).Take(3).Select(same => $"{same.Count()} times: {same.Key.TrimEnd('.')}");
            yield return new Finding($"sweep/{word}", Severity.Warning, $"{Numbers.Count(ended.Count)} of {SweepVerdict.Count(all, "training")} {word}.",
                $"In {SweepVerdict.Count(ended.Select(one => one.trial.Number).Distinct().Count(), "trial")}. {string.Join("; ", reasons)}.", advice);
        }
    }

    static IEnumerable<Finding> Peaks(SweepPlan plan, IReadOnlyList<PhaseAnalysis> phases)
    {
        var lost = phases.SelectMany(phase => phase.Groups).Select(group => group.Lost).Where(values => values.Count > 0).Select(values => values.Average()).ToList();
        if (lost.Count > 0 && (lost.Count > 1 ? StudentInterval.Of([.. lost]).Low : lost[0]) > 0 && lost.Average() > 0.1 * Spread(phases))
            yield return new Finding("sweep/lost-after-peak", Severity.Info,
                $"The final {plan.Metric} is worse than that of the best checkpoint by {Numbers.Format(lost.Average())} on average.",
                $"Mean over {SweepVerdict.Count(lost.Count, "configuration")}, {lost.Count(value => value > 0)} of which lost something; configurations differ by {Numbers.Format(Spread(phases))} (standard deviation of their means).",
                "Training on makes it worse from some epoch on: stop early or lower the rate, and judge by the best checkpoint on data that did not choose it.");
        var replicates = phases.SelectMany(phase => phase.Groups).SelectMany(group => group.Ended(TrialState.Finished)).Where(replicate => replicate.Curve.Count > 2).ToList();
        var first = replicates.Count(replicate => SweepCurve.Best(plan, replicate)?.Epoch == replicate.Curve[0].Epoch);
        if (replicates.Count > 0 && first > AtStart * replicates.Count)
            yield return new Finding("sweep/best-at-start", Severity.Warning,
                $"In {first} of {SweepVerdict.Count(replicates.Count, "training")} {plan.Watch ?? plan.Metric} is best at the first epoch that was logged.",
                "What is called the best of such a training is what it began with.", "Compare with the model before training; what is judged here is the start and not what was varied.");
    }

    static IEnumerable<Finding> Starts(SweepPlan plan, IReadOnlyList<PhaseAnalysis> phases)
    {
        var deciding = StartCorrelation.Of(plan, phases).Where(one => one.IsDeciding).ToList();
        if (deciding.Count == 0) yield break;
        yield return new Finding("sweep/start-decides", Severity.Warning, $"In {Phases(deciding.ConvertAll(one => one.Phase))} the model before training decides the result.",
            string.Join("; ", deciding.Select(one => $"{one.Phase.Phase.Name}: correlation of {plan.Start} with {plan.Metric} within a configuration {Estimate.Text(one.Within!.Value)}")) + ".",
            "Differences between configurations with different starts are differences of luck: pair by seed, start all from the same model, or train until the start is forgotten.");
    }

    static IEnumerable<Finding> Edges(PhaseAnalysis phase)
    {
        const double Near = 0.03;
        if (phase.Best is not { } best) yield break;
        foreach (var parameter in phase.Phase.Vary)
        {
            if (!best.Values.TryGetValue(parameter.Name, out var value) || SweepScale.Of(parameter.Range) is not { } scale) continue;
            var place = scale.Place(value);
            if (place > Near && place < 1 - Near) continue;
            yield return new Finding("sweep/edge", Severity.Info, $"The best {parameter.Name} of phase {phase.Phase.Name} lies at the edge of its range.",
                $"{ConfigurationSection.Setting(value)}, of {ConfigurationSection.Setting(scale.Low)} to {ConfigurationSection.Setting(scale.High)}.", "What lies beyond was never tried: widen the range.");
        }
    }

    // Standard deviation of the means of configurations; 0 where there is only one.
    static double Spread(IReadOnlyList<PhaseAnalysis> phases)
    {
        var means = phases.SelectMany(phase => phase.Groups).Where(group => group.Mean is not null).Select(group => group.Mean!.Value.Value).ToArray();
        return means.Length < 2 ? 0 : StudentInterval.Deviation(means);
    }

    static string Phases(List<PhaseAnalysis> phases) => phases.Count == 1 ? $"phase {phases[0].Phase.Name}" : $"{phases.Count} phases ({string.Join(", ", phases.Select(phase => phase.Phase.Name))})";

    static string Some(IEnumerable<string> labels)
    {
        var all = labels.ToList();
        return string.Join(", ", all.Take(3)) + (all.Count > 3 ? $" and {all.Count - 3} more" : "");
    }
}
