using System.Globalization;

namespace Assay.Sweeps;

/// <summary>Counts how far a sweep is.</summary>
static class ProgressCount
{
    public static SweepProgress Of(SweepState state)
    {
        var replicates = state.Trials.SelectMany(trial => trial.Replicates).ToList();
        int Count(TrialState one) => replicates.Count(replicate => replicate.State == one);
        return new SweepProgress(
            state.Phase < 0 ? null : state.Plan.Phases[state.Phase].Name, replicates.Count - Count(TrialState.Running), Planned(state), state.Trials.Count,
            Count(TrialState.Finished), Count(TrialState.Pruned) + state.Trials.Count(trial => trial.Dropped), Count(TrialState.Diverged), Count(TrialState.Failed),
            replicates.Count(replicate => replicate.Worker is not null), state.Workers.Values.Count(worker => !worker.Left), Best(state), Timeline.Seconds(state),
            state.Done || state.Halted is not null, state.Halted, state.Latest is var (trial, ended) ? Words(trial, ended) : null);
    }

    /// <summary>What is there already, and all seeds of what is still to be proposed.</summary>
    static int Planned(SweepState state)
    {
        var planned = 0;
        foreach (var (index, phase) in state.Plan.Phases.Index())
        {
            var trials = state.Of(phase).ToList();
            planned += trials.Sum(trial => trial.WantsSeed ? trial.Granted : trial.Replicates.Count);
            if (index < state.Phase || state.IsExhausted(phase)) continue;
            var listed = phase.Configurations.Count;
            var limit = listed == 0 ? phase.Trials : phase.Trials == 0 ? listed : Math.Min(listed, phase.Trials);
            if (limit == 0) return 0;
            planned += Math.Max(0, limit - trials.Count) * phase.Seeds.Count;
        }

        return planned;
    }

    static BestTrial? Best(SweepState state)
    {
        var finished = state.Trials.Select(trial => (Trial: trial, Values: trial.Replicates.Where(replicate => replicate.State == TrialState.Finished).Select(replicate => replicate.Value).ToList()))
            .Where(one => one.Values.Count > 0).ToList();
        if (finished.Count == 0) return null;
        // A trial with one lucky seed is not yet ahead of one with all of them.
        var complete = finished.Where(one => one.Values.Count >= one.Trial.Phase.Seeds.Count).ToList();
        var (best, values) = (complete.Count > 0 ? complete : finished).MinBy(one => state.Plan.Loss(one.Values.Average()));
        return new BestTrial(best.Number, best.Name, best.Values, values.Average(), values.Count);
    }

    static string Words(TrialEntry trial, ReplicateEntry ended) => string.Create(CultureInfo.InvariantCulture,
        $"trial {trial.Number} seed {ended.Seed} {ended.State.ToString().ToLowerInvariant()}{(ended.State == TrialState.Finished ? $" {ended.Value:G5}" : "")}{(ended.Reason is null ? "" : $": {ended.Reason}")}");
}
