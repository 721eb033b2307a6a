namespace Assay.Sweeps;

/// <summary>How a training ended.</summary>
/// <param name="State">Finished, Diverged or Failed; Running where it was stopped and can go on.</param>
/// <param name="Value">The judged metric; NaN unless finished.</param>
/// <param name="Seconds">Of training.</param>
/// <param name="Reason">Why it did not finish, or null.</param>
public sealed record ReplicateEnd(TrialState State, double Value, double Seconds, string? Reason = null);
