namespace Assay.Sweeps;

public static class Samplers
{
    public static Sampler Of(SweepPhase phase, ulong seed) => phase.Sampler switch
    {
        "grid" => new GridSampler(trial => Declared.Ask(phase.Vary, trial), 5),
        "random" => new RandomSampler(seed),
        "quasi" => new QuasiRandomSampler(seed),
        "tpe" => new TpeSampler(seed),
        _ => throw new ArgumentException($"sampler '{phase.Sampler}'"),
    };
}

public static class Pruners
{
    public static Pruner Of(SweepPhase phase) => phase.Pruner == "none" ? new NoPruner() : throw new ArgumentException($"pruner '{phase.Pruner}'");
}

sealed class NoPruner : Pruner;
