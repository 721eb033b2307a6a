namespace Assay.Sweeps;

/// <summary>A decision of a pruner or a race as the journal keeps it.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Seed">Of the replicate, or null for the whole trial.</param>
/// <param name="Step">Step of the report, or 0.</param>
/// <param name="Stop">Whether it was ended.</param>
/// <param name="Reason">What was compared with what, in numbers.</param>
public sealed record PruneRecord(int Trial, long? Seed, int Step, bool Stop, string Reason);
