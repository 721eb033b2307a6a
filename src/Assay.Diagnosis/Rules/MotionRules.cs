namespace Assay.Diagnosis;

/// <summary>Rules about how training moves: losses, gradients, updates, units.</summary>
static class MotionRules
{
    public static IReadOnlyList<Rule> List { get; } = [];
}
