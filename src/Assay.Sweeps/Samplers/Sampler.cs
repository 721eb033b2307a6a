namespace Assay.Sweeps;

/// <summary>Proposes configurations. Its answers follow from its seed, the trial's number and the history alone.</summary>
public abstract class Sampler
{
    /// <summary>Begins the proposal of a trial.</summary>
    /// <param name="number">0-based; randomness follows from it.</param>
    /// <param name="history">Every trial of the phase proposed before, in that order, running ones among them; their values in the order of asking.</param>
    /// <returns>What answers the trial; null where the space has no further configuration.</returns>
    public abstract Ask? Begin(int number, IReadOnlyList<TrialHistory> history);
}
