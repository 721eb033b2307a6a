namespace Assay.Diagnosis.Forecasts;

/// <summary>A forecast that was written down, and what came of it.</summary>
/// <param name="Id">Its name in the ledger.</param>
/// <param name="At">When it was made (UTC).</param>
/// <param name="Run">Id of the run it is about.</param>
/// <param name="Metric">The curve it is about: <see cref="ForecastLedger.Validation"/>, <see cref="ForecastLedger.Training"/> or a metric's name.</param>
/// <param name="SeenUntil">Step of the newest value it was made from.</param>
/// <param name="AtStep">The step it is about.</param>
/// <param name="Low">The 10 % quantile.</param>
/// <param name="Expected">The median.</param>
/// <param name="High">The 90 % quantile.</param>
/// <param name="Outcome">The value that came; null while it is open or where it never came, NaN or infinite where the training diverged.</param>
/// <param name="State">How it stands.</param>
public sealed record LedgerEntry(
    string Id, DateTimeOffset At, string Run, string Metric, double SeenUntil, double AtStep, double Low, double Expected, double High,
    double? Outcome, LedgerState State);
