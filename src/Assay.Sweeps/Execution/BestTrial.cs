namespace Assay.Sweeps;

/// <summary>The trial that leads.</summary>
/// <param name="Number">Of the trial.</param>
/// <param name="Name">The name it was written down with, or null.</param>
/// <param name="Values">Its configuration.</param>
/// <param name="Mean">Mean of the judged metric over its seeds that finished.</param>
/// <param name="Seeds">How many those are.</param>
public sealed record BestTrial(int Number, string? Name, IReadOnlyDictionary<string, object> Values, double Mean, int Seeds);
