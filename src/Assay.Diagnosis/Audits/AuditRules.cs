namespace Assay.Diagnosis;

/// <summary>Audits of a single run: whether its numbers mean what they seem to mean.</summary>
static class AuditRules
{
    public static IReadOnlyList<Rule> List { get; } = [];
}
