namespace Assay.Diagnosis;

/// <summary>Audits of several runs: whether comparing them says what it seems to say.</summary>
public static class ComparisonAudits
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ComparisonAudit> List { get; } = [UnequalData.Audit, NoEffectSetting.Audit, SingleSeedClaim.Audit, TooFewSeeds.Audit];
}
