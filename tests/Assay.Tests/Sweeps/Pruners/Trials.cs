using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Pruners;

/// <summary>Trials with given curves and results.</summary>
static class Trials
{
    /// <summary>A trial of one replicate that runs, with losses at steps 1, 2, ...</summary>
    public static TrialHistory Running(int number, params double[] losses) => Of(number, new ReplicateHistory(1, TrialState.Running, Curve(losses), double.NaN));

    /// <summary>A trial with a final loss for each of the seeds 1, 2, ...; NaN for one that diverged.</summary>
    public static TrialHistory Finished(int number, params double[] losses) => Of(
        number, [.. losses.Select((loss, index) => new ReplicateHistory(index + 1, double.IsNaN(loss) ? TrialState.Diverged : TrialState.Finished, [], loss))]);

    public static TrialHistory Of(int number, params ReplicateHistory[] replicates) =>
        new(number, TrialState.Running, new Dictionary<string, object>(), new Dictionary<string, ParameterRange>(), replicates);

    public static (int Step, double Loss)[] Curve(params double[] losses) => [.. losses.Select((loss, index) => (index + 1, loss))];

    public static PruneDecision AfterReport(this Pruner pruner, TrialHistory trial, params TrialHistory[] others) => pruner.AfterReport(trial, trial.Replicates[^1], others);
}
