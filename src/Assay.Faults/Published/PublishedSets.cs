namespace Assay.Faults;

/// <summary>Published rule sets, re-implemented from their descriptions and read from the same traces as our rules.</summary>
public static class PublishedSets
{
    /// <summary>Calls every run healthy: what any detector must beat where faults are rare.</summary>
    public static PublishedRules AlwaysHealthy { get; } = new("always healthy", _ => []);

    /// <summary>All sets, the trivial one last.</summary>
    public static IReadOnlyList<PublishedRules> All { get; } =
        [SageMakerDebugger.Rules, AutoTrainer.Rules, DeepDiagnosisRules.Rules, Umlaut.Rules, BtTackler.Rules, AlwaysHealthy];
}
