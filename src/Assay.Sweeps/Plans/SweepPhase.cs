namespace Assay.Sweeps;

/// <summary>A part of a sweep: configurations that are compared with each other. A phase begins when the one before has ended.</summary>
public sealed record SweepPhase
{
    /// <summary>Lower-case letters, digits and hyphens; unique in its sweep.</summary>
    public string Name { get; init; } = "main";

    /// <summary>Settings that all its trials change.</summary>
    public IReadOnlyDictionary<string, object> Set { get; init; } = new Dictionary<string, object>();

    /// <summary>What varies, asked for in this order; empty where configurations are listed.</summary>
    public IReadOnlyList<Declared> Vary { get; init; } = [];

    /// <summary>Configurations written out, by unique name; empty where a sampler proposes them.</summary>
    public IReadOnlyList<Configuration> Configurations { get; init; } = [];

    /// <summary>"grid", "random", "quasi" or "tpe".</summary>
    public string Sampler { get; init; } = "tpe";

    /// <summary>Values that a grid tries of a range of numbers, or of whole numbers that has more; at least 2.</summary>
    public int Points { get; init; } = 5;

    /// <summary>"none", "asha", "median" or "wilcoxon".</summary>
    public string Pruner { get; init; } = "none";

    /// <summary>Configurations to try at most; 0 for as many as are listed, or as a grid has.</summary>
    public int Trials { get; init; }

    /// <summary>Seeds that each configuration is repeated with.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [1];

    /// <summary>Seeds that contenders get at most, by racing; not above the number of <see cref="Seeds"/> means no race.</summary>
    public int Race { get; init; }
}
