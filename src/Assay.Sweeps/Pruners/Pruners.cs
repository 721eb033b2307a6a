namespace Assay.Sweeps;

/// <summary>The pruners by the names that plans call them.</summary>
public static class Pruners
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["none", "asha", "median", "wilcoxon"];

    /// <summary>The pruner of a phase.</summary>
    /// <exception cref="ArgumentException">The pruner's name is not known.</exception>
    public static Pruner Of(SweepPhase phase) => phase.Pruner switch
    {
        "none" => new NoPruner(),
        "asha" => new AshaPruner(),
        "median" => new MedianPruner(),
        "wilcoxon" => new WilcoxonPruner(),
        _ => throw new ArgumentException($"phase '{phase.Name}' has the pruner '{phase.Pruner}'; needed: {string.Join(", ", Names)}", nameof(phase)),
    };
}
