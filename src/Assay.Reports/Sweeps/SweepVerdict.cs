using Assay.Runs;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>What a sweep showed, in a few sentences, and what was noticed about it.</summary>
/// <param name="Text">What is best, with its interval and seeds, and what cannot be told apart from it.</param>
/// <param name="Findings">What any sweep is looked through for; those of a study come on top.</param>
public sealed record SweepVerdict(string Text, IReadOnlyList<Finding> Findings)
{
    /// <summary>Judges a sweep, a running one as well.</summary>
    public static SweepVerdict Of(SweepResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var phases = PhaseAnalysis.Of(results);
        return Of(results, phases);
    }

    internal static SweepVerdict Of(SweepResults results, IReadOnlyList<PhaseAnalysis> phases) => new(Words(results, phases), SweepFindings.Of(results, phases));

    static string Words(SweepResults results, IReadOnlyList<PhaseAnalysis> phases)
    {
        var plan = results.Plan;
        var running = results.Trials.Sum(trial => trial.Replicates.Count(replicate => replicate.State == TrialState.Running));
        var so = running > 0 ? $"{Count(running, "training")} of this sweep {(running == 1 ? "is" : "are")} still to end. " : "";
        var best = Best(plan, phases);
        if (best is not { } found)
            return so + (results.Trials.Count == 0 ? "No trial has begun." : $"No training finished, so nothing can be said about {plan.Metric}: {Ends(results)}.");
        var (phase, group) = found;
        var name = phases.Count > 1 ? $"{group.Label} in phase {phase.Phase.Name}" : group.Label;
        var text = $"{so}Best {plan.Metric}: {Estimate.Text(group.Mean!.Value)} over {Count(group.Finished.Count, "seed")}, {name}{Diverged(group)}. {Standing(phase)}";
        return phases.Count > 1 ? $"{text} {Others(phases)}" : text;
    }

    /// <summary>What is best over all phases; null if nothing finished.</summary>
    internal static (PhaseAnalysis Phase, SweepGroup Group)? Best(SweepPlan plan, IReadOnlyList<PhaseAnalysis> phases)
    {
        var bests = phases.Where(phase => phase.Best is not null).Select(phase => (Phase: phase, Group: phase.Best!, Loss: plan.Loss(phase.Scores[phase.Best!].Values.Average()))).ToList();
        if (bests.Count == 0) return null;
        // A lucky single seed is not held against what was repeated.
        var repeated = bests.Where(best => best.Group.Finished.Count > 1).ToList();
        var (found, group, _) = (repeated.Count > 0 ? repeated : bests).MinBy(best => best.Loss);
        return (found, group);
    }

    /// <summary>What the phase's best is worth against the others of its phase, in sentences.</summary>
    internal static string Standing(PhaseAnalysis phase)
    {
        const int Named = 3;
        if (phase.Best is not { } best) return "Nothing of it finished.";
        if (phase.Groups.Count == 1) return "It is the only configuration, so there is nothing to hold it against.";
        if (phase.Ranked.Count == 1) return "No other configuration came to its end with as many seeds.";
        if (phase.IsDecided) return $"It is shown to be better than the other {Count(phase.Ranked.Count - 1, "configuration")} that finished, corrected for all comparisons.";
        var equal = phase.ToBest.Where(comparison => comparison.Standing == SweepStanding.Equal).ToList();
        var open = phase.Contenders.Select(group => group.Label).ToList();
        var named = string.Join("; ", open.Take(Named)) + (open.Count > Named ? $"; and {open.Count - Named} more" : "");
        var few = phase.ToBest.Any(comparison => comparison.Standing == SweepStanding.TooFewSeeds);
        var why = best.Finished.Count < 2 ? " One seed shows no spread, so no difference can be told from noise."
            : few ? $" With {Count(phase.ToBest.Max(comparison => comparison.Pairs), "shared seed")} and {Numbers.Count(phase.ToBest[0].Tests)} possible {(phase.ToBest[0].Tests == 1 ? "comparison" : "comparisons")} no difference could be shown, however large; "
                + $"{PermutationTest.FewestPairs(SweepComparison.Level, phase.ToBest[0].Tests)} seeds are the fewest that could." : "";
        return $"It cannot be told apart from {open.Count} of {Count(phase.Ranked.Count - 1, "other")}: {named}."
            + (equal.Count > 0 ? $" {Count(equal.Count, "configuration")} {(equal.Count == 1 ? "equals" : "equal")} it with every seed." : "") + why;
    }

    static string Others(IReadOnlyList<PhaseAnalysis> phases)
    {
        var several = phases.Where(phase => phase.Ranked.Count > 1).ToList();
        var decided = several.Count(phase => phase.IsDecided);
        return several.Count == 0 ? "" : $"A best configuration is shown in {decided} of the {Count(several.Count, "phase")} that compare{(several.Count == 1 ? "s" : "")} any.";
    }

    static string Diverged(SweepGroup group) => group.Ended(TrialState.Diverged).Count is var count and > 0 ? $" ({count} more diverged)" : "";

    static string Ends(SweepResults results)
    {
        var states = results.Trials.SelectMany(trial => trial.Replicates).GroupBy(replicate => replicate.State).OrderBy(state => state.Key)
            .Select(state => $"{state.Count()} {state.Key.ToString().ToLowerInvariant()}").ToList();
        return states.Count == 0 ? "none has begun" : string.Join(", ", states);
    }

    internal static string Count(int count, string what) => $"{Numbers.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
