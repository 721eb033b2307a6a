namespace Assay.Sweeps;

/// <summary>
/// Trials from best to worst. Those with a final loss come first, by its mean over seeds; then the pruned ones, by how far they came and their
/// last loss there; then those that are running, which are thought of as bad so that proposals made at the same time differ (the constant liar of
/// Ginsbourger, Le Riche, Carraro, 2010); then the failed and the diverged ones.
/// </summary>
sealed class Ranking
{
    readonly Standing[] _standings;

    /// <param name="history">In the order of proposal.</param>
    public Ranking(IReadOnlyList<TrialHistory> history)
    {
        _standings = new Standing[history.Count];
        var losses = new double[history.Count];
        var places = new (double Step, double Loss)[history.Count];
        for (var trial = 0; trial < history.Count; trial++)
        {
            losses[trial] = history[trial].MeanLoss;
            _standings[trial] = StandingOf(history[trial].State, losses[trial]);
            if (_standings[trial] == Standing.Pruned) places[trial] = Reached(history[trial]);
            if (_standings[trial] != Standing.Running) Ended++;
        }

        int[] final = [.. Having(Standing.Final)];
        Array.Sort(Array.ConvertAll(final, trial => losses[trial]), final);
        Order =
        [
            .. final, .. Having(Standing.Pruned).OrderByDescending(trial => places[trial].Step).ThenBy(trial => places[trial].Loss),
            .. Having(Standing.Running), .. Having(Standing.Failed), .. Having(Standing.Diverged),
        ];
    }

    enum Standing
    {
        Final,
        Pruned,
        Running,
        Failed,
        Diverged,
    }

    /// <summary>Places of the trials in the history, best first.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>How many have ended.</summary>
    public int Ended { get; }

    /// <summary>Whether nothing is known of a trial yet.</summary>
    public bool IsWaitedFor(int trial) => _standings[trial] == Standing.Running;

    /// <summary>Whether it has a loss that others can be compared with.</summary>
    public bool IsCompared(int trial) => _standings[trial] is Standing.Final or Standing.Pruned;

    IEnumerable<int> Having(Standing standing) => Enumerable.Range(0, _standings.Length).Where(trial => _standings[trial] == standing);

    static Standing StandingOf(TrialState state, double loss) => state switch
    {
        TrialState.Failed => Standing.Failed,
        TrialState.Diverged => Standing.Diverged,
        _ when !double.IsNaN(loss) => Standing.Final,
        TrialState.Pruned => Standing.Pruned,
        TrialState.Running => Standing.Running,
        _ => Standing.Diverged,
    };

    /// <summary>The last step of a pruned trial and the best loss that a replicate has there.</summary>
    static (double Step, double Loss) Reached(TrialHistory trial)
    {
        var (step, loss) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var replicate in trial.Replicates)
        {
            if (replicate.Reports.Count == 0 || double.IsNaN(replicate.Reports[^1].Loss)) continue;
            var last = replicate.Reports[^1];
            if (last.Step > step || (last.Step == step && last.Loss < loss)) (step, loss) = last;
        }
        return (step, loss);
    }
}
