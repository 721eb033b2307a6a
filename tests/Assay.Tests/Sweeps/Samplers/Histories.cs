using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Samplers;

/// <summary>Trials that a sampler proposed for a recipe, with losses and states that a test chooses.</summary>
static class Histories
{
    /// <summary>Asks for every kind of range, and for some parameters only where others say so.</summary>
    public static void Branching(Trial trial)
    {
        trial.Real("rate", 1e-5, 1, log: true);
        if (trial.Choice("net", "linear", "deep") == "deep" && trial.Whole("depth", 1, 8) > 2) trial.Real("dropout", -0.5, 0.5);
        trial.Whole("width", 1, 1024, log: true);
        trial.Choice("norm", false, true);
    }

    public static TrialHistory Propose(Sampler sampler, Action<Trial> recipe, IReadOnlyList<TrialHistory> history, TrialState state, double loss)
    {
        var trial = new Trial(history.Count, sampler.Begin(history.Count, history) ?? throw new InvalidOperationException("nothing is left"));
        recipe(trial);
        var replicate = new ReplicateHistory(1, state, [(1, loss + 1), (2, loss)], state == TrialState.Finished ? loss : double.NaN);
        return new TrialHistory(history.Count, state, trial.Values, trial.Ranges, [replicate]);
    }

    /// <summary>Trials of which the third ones are running, pruned, diverged or failed in turns.</summary>
    public static List<TrialHistory> Mixed(Sampler sampler, Action<Trial> recipe, int trials)
    {
        TrialState[] others = [TrialState.Running, TrialState.Pruned, TrialState.Diverged, TrialState.Failed];
        var history = new List<TrialHistory>();
        while (history.Count < trials)
        {
            var state = history.Count % 3 == 2 ? others[history.Count / 3 % others.Length] : TrialState.Finished;
            history.Add(Propose(sampler, recipe, history, state, loss: Math.Sin(history.Count)));
        }
        return history;
    }

    public static string Text(TrialHistory trial) => string.Join(" ", trial.Values.Select(value => $"{value.Key}={value.Value:r}"));
}
