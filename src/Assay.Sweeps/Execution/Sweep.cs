namespace Assay.Sweeps;

/// <summary>Sweeps over anything that a function can judge.</summary>
public static class Sweep
{
    /// <summary>
    /// Tries configurations one after another. The function asks its trial for the parameters that it needs, and so defines the space; what it asks
    /// for may depend on what it was told before.
    /// </summary>
    /// <param name="trials">How many; a sampler that has no further configuration ends it earlier.</param>
    /// <param name="sampler">Proposes them.</param>
    /// <param name="loss">Judges one: less is better, and NaN is a trial that went wrong.</param>
    /// <returns>The trials in their order; the best is that of the smallest <see cref="TrialHistory.MeanLoss"/>.</returns>
    public static IReadOnlyList<TrialHistory> Run(int trials, Sampler sampler, Func<Trial, double> loss)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(loss);
        var history = new List<TrialHistory>();
        while (history.Count < trials && sampler.Begin(history.Count, history) is { } ask)
        {
            var trial = new Trial(history.Count, ask);
            var value = loss(trial);
            var state = double.IsNaN(value) ? TrialState.Diverged : TrialState.Finished;
            history.Add(new TrialHistory(trial.Number, state, trial.Values, trial.Ranges, [new ReplicateHistory(0, state, [], value)]));
        }

        return history;
    }
}
