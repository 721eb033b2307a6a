using Assay.Runs;

namespace Assay.Sweeps;

/// <summary>One training of a trial as its run tells it.</summary>
/// <param name="Seed">Of everything random in it.</param>
/// <param name="Run">Id of its run in the sweep's store.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Value">The judged metric; NaN unless finished.</param>
/// <param name="Metrics">Values of its best checkpoint, and final ones of metrics that it has not.</param>
/// <param name="Final">Final values by metric name.</param>
/// <param name="Seconds">Of training.</param>
/// <param name="Curve">The watched metric as it was logged: (epoch, value).</param>
/// <param name="Reason">Why it did not finish, or null.</param>
public sealed record ReplicateResult(
    long Seed, string Run, TrialState State, double Value, IReadOnlyDictionary<string, double> Metrics, IReadOnlyDictionary<string, double> Final, double Seconds,
    IReadOnlyList<(int Epoch, double Value)> Curve, string? Reason);
