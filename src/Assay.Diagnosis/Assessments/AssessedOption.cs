namespace Assay.Diagnosis;

/// <summary>Something that could be done now.</summary>
/// <param name="Title">What, in a sentence.</param>
/// <param name="For">What this run's numbers say for it.</param>
/// <param name="Against">What they say against it.</param>
/// <param name="Command">The exact command; null where there is none.</param>
/// <param name="Cost">Cost in trainings like this one; 0 for none.</param>
public sealed record AssessedOption(string Title, IReadOnlyList<string> For, IReadOnlyList<string> Against, string? Command, double Cost);
