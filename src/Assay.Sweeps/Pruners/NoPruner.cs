namespace Assay.Sweeps;

/// <summary>Lets everything come to its end.</summary>
public sealed class NoPruner : Pruner;
