namespace Assay.Sweeps;

/// <summary>One training that a worker is asked for.</summary>
/// <param name="Trial">Number of its trial.</param>
/// <param name="Phase">Name of its phase.</param>
/// <param name="Seed">Of everything random in it.</param>
/// <param name="Run">Id of its run in the sweep's store, the same each time it is claimed.</param>
/// <param name="Settings">What it changes: the phase's settings and the trial's.</param>
/// <param name="Report">Takes the watched metric after an epoch (epoch, value); may cancel the training.</param>
public sealed record Replicate(
    int Trial, string Phase, long Seed, string Run, IReadOnlyDictionary<string, object> Settings, Action<int, double> Report);
