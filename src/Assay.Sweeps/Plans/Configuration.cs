namespace Assay.Sweeps;

/// <summary>A configuration written out.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Values">The settings that it changes.</param>
public sealed record Configuration(string Name, IReadOnlyDictionary<string, object> Values);
