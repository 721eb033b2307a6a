namespace Assay.Sweeps;

public static class Pruners
{
    public static Pruner Of(SweepPhase phase) => phase.Pruner == "none" ? new NoPruner() : throw new ArgumentException($"pruner '{phase.Pruner}'");
}

sealed class NoPruner : Pruner;
