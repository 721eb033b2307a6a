namespace Assay.Diagnosis;

/// <summary>What came of a repair.</summary>
/// <typeparam name="T">What trainings are made by.</typeparam>
/// <param name="First">What was to be repaired.</param>
/// <param name="Best">What was kept.</param>
/// <param name="Ledger">Everything that was tried, in order.</param>
/// <param name="Cost">In trainings like the first.</param>
public sealed record RepairOutcome<T>(RepairState<T> First, RepairState<T> Best, IReadOnlyList<RepairAttempt> Ledger, double Cost);
