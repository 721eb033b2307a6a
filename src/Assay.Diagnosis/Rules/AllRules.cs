namespace Assay.Diagnosis;

/// <summary>Every rule there is.</summary>
public static class AllRules
{
    /// <summary>Rules about how training moves, rules about what came out of it, and audits of single runs.</summary>
    public static IReadOnlyList<Rule> List { get; } = [.. MotionRules.List, .. OutcomeRules.List, .. AuditRules.List];

    /// <summary>Those that can be asked while training goes on.</summary>
    public static IReadOnlyList<Rule> Live { get; } = [.. List.Where(rule => rule.Live)];
}
