using System.Globalization;
using Assay.Runs;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Studies.Ternary;

/// <summary>Says of each thing that the original found in its sweeps whether it holds when every configuration is repeated.</summary>
static class OriginalFindings
{
    const string Start = "start/hierarchy", Coverage = "coverage";

    // From here on starts count as deciding: half of the variance.
    const double Decides = 0.5;

    /// <summary>One finding for each of the original's, as far as its runs have come to an end.</summary>
    public static IReadOnlyList<Finding> Of(SweepResults results)
    {
        Finding?[] all = [Curvature(results), Overtraining(results), Patience(results), Rate(results), Starts(results), Scratch(results), Attained(results)];
        return [.. all.OfType<Finding>()];
    }

    static Finding? Curvature(SweepResults results)
    {
        var (half, one, two) = (Trial(results, OriginalSweep.Curvature, "c 0.5"), Trial(results, OriginalSweep.Curvature, "c 1.0"), Trial(results, OriginalSweep.Curvature, "c 2.0"));
        if (Pairs(one, two) is not { Length: > 0 } pairs || Pairs(half, two) is not { Length: > 0 } others) return null;
        var largest = pairs.Concat(others).Max(Math.Abs);
        const string Outside = "At the original's max.radius of 0.99 a curvature of 2 is impossible, because its ball ends at 0.7071; all three were trained at 0.7.";
        return largest == 0
            ? new Finding("original/curvature", Severity.Warning, "Does not hold: curvature 2.0 is not better. Curvature changes nothing here.",
                $"With equal seeds all three curvatures give the same hierarchy to the last bit ({pairs.Length} seeds): neither the loss nor the metric reads anything but Euclidean radii. {Outside}",
                "What the original saw between curvatures was the spread of its random starts.")
            : new Finding("original/curvature", Severity.Info, Verdict(StudentInterval.Of(pairs)) + " curvature 2.0 is better than 1.0.", $"Hierarchy at 2.0 less that at 1.0: {Text(pairs)}. {Outside}");
    }

    static Finding? Overtraining(SweepResults results)
    {
        var falls = BySeed(results, OriginalSweep.Weights, Fall);
        if (falls.Length < 2) return null;
        var interval = StudentInterval.Of(falls);
        var order = Trial(results, OriginalSweep.Investigation, "order instead of level means") is { } other ? Finished(other).Select(Fall).ToArray() : [];
        return new Finding("original/overtraining", Severity.Warning,
            interval.Low > 0 ? "Holds for this loss: the hierarchy falls after its best. It does not hold for training as such." : "Not shown: the hierarchy does not clearly fall after its best.",
            $"Final less best hierarchy, means over the five weightings by seed: {Text(falls)}"
                + (order.Length > 1 ? $". With the order of operations as loss instead of level means, from the same starts: {Text(order)}." : "."),
            "The loss draws level means to their targets and not operations into order, so it passes the best order on its way. Teach the order (loss.order) and train to the end.");
    }

    static Finding? Patience(SweepResults results)
    {
        var (none, five, ten) = (Trial(results, OriginalSweep.Schedules, "no schedule"), Trial(results, OriginalSweep.Schedules, "early stop p5"), Trial(results, OriginalSweep.Schedules, "early stop p10"));
        if (Pairs(none, five) is not { Length: > 1 } pairs) return null;
        var never = pairs.All(difference => difference >= 0);
        return new Finding("original/patience", Severity.Warning,
            never ? "Does not hold: a patience of 5 is never better than no early stop." : Verdict(StudentInterval.Of(pairs)) + " a patience of 5 is better than no early stop.",
            $"Best hierarchy with patience 5 less that without: {Text(pairs)}"
                + (Pairs(none, ten) is { Length: > 1 } longer ? $"; with patience 10: {Text(longer)}" : "") + ". Until they stop these are one and the same training, so stopping can save time and find nothing better.",
            "The original compared three random starts. Early stopping keeps what was best; so does keeping the best checkpoint.");
    }

    static Finding? Rate(SweepResults results)
    {
        var rates = new[] { "lr 1e-4", "lr 3e-4", "lr 5e-4", "lr 1e-3" }.Select(name => (Name: name, Trial: Trial(results, OriginalSweep.Rates, name))).ToList();
        if (rates.Any(rate => rate.Trial is null || rate.Trial.Finished.Count < 2)) return null;
        var best = rates.MinBy(rate => rate.Trial!.Finished.Average());
        var means = string.Join(", ", rates.Select(rate => Invariant($"{rate.Name[3..]}: {rate.Trial!.Finished.Average():F4}")));
        // Three comparisons with the highest rate.
        double[] p = [.. rates.SkipLast(1).Select(rate => PermutationTest.SignFlip(Pairs(rate.Trial, rates[^1].Trial), 1))];
        var shown = MultipleComparisons.Holm(p).All(value => value < 0.05) && best.Name == rates[^1].Name;
        return new Finding("original/learning-rate", Severity.Info, shown ? "Holds: the rate 1e-3 is best." : "Not shown: no learning rate is better than the others beyond doubt.",
            $"Mean best hierarchy by rate: {means}; the rate 1e-3 against the others: p = {string.Join(", ", MultipleComparisons.Holm(p).Select(value => Invariant($"{value:F2}")))} (paired sign flips, Holm). "
                + Invariant($"With {Finished(best.Trial!).Count} pairs no p can be below {PermutationTest.Smallest(Finished(best.Trial!).Count):F3}. Three runs of the rate 5e-4 that the original took for its noise are one configuration here and agree to the last bit."));
    }

    static Finding? Starts(SweepResults results)
    {
        var trials = new[] { OriginalSweep.Stability, OriginalSweep.Extended }
            .SelectMany(phase => results.Trials.Where(trial => trial.Phase == phase && Finished(trial).Count > 1)).ToList();
        if (trials.Count < 4) return null;
        double[] starts = [.. trials.Select(trial => Finished(trial).Average(run => run.Metrics[Start]))], bests = [.. trials.Select(trial => trial.Finished.Average())];
        var (pearson, spearman) = (Correlation.Pearson(starts, bests), Correlation.Spearman(starts, bests));
        var share = BetweenShare(trials);
        var whole = Trial(results, OriginalSweep.Investigation, "base loaded whole");
        var inverted = starts.Count(start => start > 0);
        return new Finding("original/start", Severity.Warning,
            share > Decides ? "Holds, because the start is an accident: which weights the load leaves random decides the outcome." : "Does not hold: the start explains less than half of the outcome.",
            Invariant($"Over {trials.Count} starts with {Finished(trials[0]).Count} seeds each the start accounts for {100 * share:F0} % of the variance of the best hierarchy; correlation of the hierarchy before training with the best: Pearson {pearson:F2}, Spearman {spearman:F2}. ")
                + Invariant($"Hierarchies before training reach from {starts.Min():F2} to {starts.Max():F2}, {inverted} of {starts.Length} upside down")
                + (whole is { } loaded && Finished(loaded).Count > 0 ? Invariant($"; the same base loaded whole begins at {Finished(loaded).Average(run => run.Metrics[Start]):F3}.") : "."),
            "Load whole checkpoints (start.load=strict); a load that leaves layers random is refused with their names.");
    }

    static Finding? Scratch(SweepResults results)
    {
        var (frozen, trained) = (Trial(results, OriginalSweep.Investigation, "scratch, decoder frozen"), Trial(results, OriginalSweep.Investigation, "scratch, decoder trained"));
        if (frozen is null || trained is null || Finished(frozen).Count == 0 || Finished(trained).Count == 0) return null;
        double[] before = [.. Finished(frozen).Select(run => run.Metrics[Coverage])], after = [.. Finished(trained).Select(run => run.Metrics[Coverage])];
        return new Finding("original/scratch", Severity.Warning,
            after.Min() > 0.999 && before.Max() < 0.9 ? "Does not hold: training from scratch is not harder. Its decoder was frozen at random weights." : "Not settled: coverage from scratch.",
            Invariant($"Coverage with the decoder frozen as the original had it: {before.Min():P1} to {before.Max():P1}; with the decoder trained: {after.Min():P1} to {after.Max():P1} ({after.Length} seeds each)."),
            "Train the decoder (train.decoder=1).");
    }

    static Finding? Attained(SweepResults results)
    {
        var phases = new[] { OriginalSweep.Curvature, OriginalSweep.Weights, OriginalSweep.Schedules, OriginalSweep.Rates, OriginalSweep.Stability, OriginalSweep.Extended };
        var all = results.Trials.Where(trial => phases.Contains(trial.Phase)).SelectMany(Finished).Where(run => run.Metrics[Coverage] > 0.99).ToList();
        if (all.Count < 2 || Trial(results, OriginalSweep.Investigation, "order instead of level means") is not { } order || Finished(order).Count == 0) return null;
        var split = TernaryOracles.All["level 0 against the rest"]["hierarchy"];
        return new Finding("original/attained", Severity.Info, "The best of all these runs is no measure of what the model can do.",
            Invariant($"Best hierarchy of {all.Count} runs: {all.Min(run => run.Value):F4}, median {Quantiles.Of([.. all.Select(run => run.Value)], 0.5):F4}; {all.Count(run => run.Value > split)} of them have less than level 0 set apart from the rest ({split:F4}). ")
                + Invariant($"The same 577 parameters from the same starts with the order of operations as loss: {order.Finished.Min():F4} to {order.Finished.Max():F4}; the ceiling is {TernaryScores.Ceiling:F4}."),
            "Train with the default settings: everything from scratch at once reaches the ceiling.");
    }

    // Share of the variance of single runs that lies between trials: one-way random effects (analysis of variance estimator).
    static double BetweenShare(List<TrialResult> trials)
    {
        var size = trials.Min(trial => trial.Finished.Count);
        var groups = trials.ConvertAll(trial => trial.Finished.Take(size).ToArray());
        var within = groups.Average(group => Math.Pow(StudentInterval.Deviation(group), 2));
        var between = Math.Max(0, Math.Pow(StudentInterval.Deviation([.. groups.Select(group => group.Average())]), 2) - (within / size));
        return between + within > 0 ? between / (between + within) : 0;
    }

    static double Fall(ReplicateResult run) => run.Final["hierarchy"] - run.Value;

    static double[] BySeed(SweepResults results, string phase, Func<ReplicateResult, double> value) =>
        [.. results.Trials.Where(trial => trial.Phase == phase).SelectMany(Finished).GroupBy(run => run.Seed).OrderBy(group => group.Key).Select(group => group.Average(value))];

    static TrialResult? Trial(SweepResults results, string phase, string name) => results.Trials.FirstOrDefault(trial => trial.Phase == phase && trial.Name == name);

    static List<ReplicateResult> Finished(TrialResult trial) => [.. trial.Replicates.Where(run => run.State == TrialState.Finished)];

    // Of b less a, by seed.
    static double[] Pairs(TrialResult? a, TrialResult? b) => a is null || b is null ? []
        : [.. Finished(a).Join(Finished(b), run => run.Seed, run => run.Seed, (first, second) => second.Value - first.Value)];

    static string Verdict(Interval lower) => lower.High < 0 ? "Holds:" : lower.Low > 0 ? "Does not hold; the opposite is shown. Claimed was:" : "Not shown:";

    static string Text(double[] values)
    {
        if (values.Length < 2) return Invariant($"{values[0]:+0.0000;-0.0000} (one seed)");
        var interval = StudentInterval.Of(values);
        return Invariant($"{interval.Value:+0.0000;-0.0000;0} (95 % {interval.Low:+0.0000;-0.0000;0} to {interval.High:+0.0000;-0.0000;0}, {values.Length} seeds, p = {PermutationTest.SignFlip(values, 1):F2} where {PermutationTest.Smallest(values.Length):F2} is the least)");
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
