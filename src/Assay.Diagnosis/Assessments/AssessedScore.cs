namespace Assay.Diagnosis;

/// <summary>A number of a run beside what it must be held against.</summary>
/// <param name="Name">What was scored: the model at its end or best, or a baseline.</param>
/// <param name="Metric">By which metric.</param>
/// <param name="Value">The score.</param>
/// <param name="Note">How it stands to the others, in a few words; may be empty.</param>
public sealed record AssessedScore(string Name, string Metric, double Value, string Note = "");
