namespace Assay.Sweeps;

/// <summary>What samplers and pruners know of a trial.</summary>
/// <param name="Number">0-based, in the order of proposal.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Values">Its configuration.</param>
/// <param name="Ranges">Where each value came from.</param>
/// <param name="Replicates">In the order in which they began.</param>
public sealed record TrialHistory(
    int Number, TrialState State, IReadOnlyDictionary<string, object> Values, IReadOnlyDictionary<string, ParameterRange> Ranges, IReadOnlyList<ReplicateHistory> Replicates)
{
    /// <summary>The mean final loss of the replicates that finished; NaN if none did.</summary>
    public double MeanLoss
    {
        get
        {
            var (sum, count) = (0.0, 0);
            foreach (var replicate in Replicates)
                if (replicate.State == TrialState.Finished)
                    (sum, count) = (sum + replicate.Loss, count + 1);
            return count == 0 ? double.NaN : sum / count;
        }
    }
}
