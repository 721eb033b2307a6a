namespace Assay.Sweeps;

/// <summary>
/// Trials from best to worst. Those with a final loss come first, by its mean over seeds; then the pruned ones, by how far they came and their
/// last loss there; then those that are running, which are thought of as bad so that proposals made at the same time differ (the constant liar of
/// Ginsbourger, Le Riche, Carraro, 2010); then the failed and the diverged ones. Equal ones keep their order.
/// </summary>
static class Ranking
{
    /// <summary>Best first.</summary>
    /// <param name="history">In the order of proposal.</param>
    /// <param name="judged">How many of the first ones have a result to compare, divergence included: all but running ones without a final loss.</param>
    public static TrialHistory[] Of(IReadOnlyList<TrialHistory> history, out int judged)
    {
        var keys = new (int Class, double Step, double Loss, int Order)[history.Count];
        var trials = new TrialHistory[history.Count];
        judged = 0;
        for (var order = 0; order < keys.Length; order++)
        {
            trials[order] = history[order];
            keys[order] = Key(history[order], order);
            if (keys[order].Class != Running) judged++;
        }
        Array.Sort(keys, trials);
        return trials;
    }

    const int Running = 2;

    static (int Class, double Step, double Loss, int Order) Key(TrialHistory trial, int order)
    {
        if (trial.State is TrialState.Failed) return (3, 0, 0, order);
        if (trial.State is TrialState.Diverged) return (4, 0, 0, order);
        var loss = trial.MeanLoss;
        if (!double.IsNaN(loss)) return (0, 0, loss, order);
        if (trial.State is TrialState.Finished) return (4, 0, 0, order);
        if (trial.State is TrialState.Running) return (Running, 0, 0, order);
        var (step, last) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var replicate in trial.Replicates)
        {
            if (replicate.Reports.Count == 0) continue;
            var report = replicate.Reports[^1];
            if (report.Step > step || (report.Step == step && report.Loss < last)) (step, last) = report;
        }
        return (1, -step, double.IsNaN(last) ? double.PositiveInfinity : last, order);
    }
}
