namespace Assay.Diagnosis;

/// <summary>What <c>assay train STUDY --preset NAME</c> begins with, so that a command need only name what differs from it.</summary>
/// <param name="Preset">A preset's name; null for none.</param>
/// <param name="Settings">The values of every setting before any <c>--set</c>.</param>
public sealed record TrainBasis(string? Preset, IReadOnlyDictionary<string, object?> Settings);
