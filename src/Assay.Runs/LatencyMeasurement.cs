namespace Assay.Runs;

/// <summary>How long predictions of one batch size take, in milliseconds a call; a forward pass on inputs at hand.</summary>
/// <param name="Batch">Windows of a call.</param>
/// <param name="Trials">Calls that were timed.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Median">Half of the calls take no longer.</param>
/// <param name="P95">95 of 100 take no longer.</param>
/// <param name="P99">99 of 100 take no longer.</param>
public sealed record LatencyMeasurement(int Batch, int Trials, double Mean, double Median, double P95, double P99)
{
    /// <summary>Milliseconds of one window.</summary>
    public double PerWindow => Mean / Batch;
}
