using Assay.Sweeps;

namespace Assay.Bench.Sweeps;

/// <summary>A sweep without trainings: a sampler looks for the minimum of a function.</summary>
static class Search
{
    /// <summary>Trials of one run, in their order.</summary>
    public static List<TrialHistory> Run(Sampler sampler, Func<Trial, double> function, int trials)
    {
        var history = new List<TrialHistory>(trials);
        while (history.Count < trials && sampler.Begin(history.Count, history) is { } ask)
        {
            var trial = new Trial(history.Count, ask);
            var value = function(trial);
            history.Add(new TrialHistory(history.Count, TrialState.Finished, trial.Values, trial.Ranges, [new ReplicateHistory(1, TrialState.Finished, [], value)]));
        }
        return history;
    }

    /// <summary>The least value among the first trials.</summary>
    public static double Best(IReadOnlyList<TrialHistory> history, int trials) => history.Take(trials).Min(trial => trial.Replicates[0].Loss);
}
