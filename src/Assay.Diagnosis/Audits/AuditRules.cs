namespace Assay.Diagnosis;

/// <summary>Audits of a single run: whether its numbers mean what they seem to mean.</summary>
static class AuditRules
{
    public static IReadOnlyList<Rule> List { get; } =
    [
        SharedRows.Rule, TargetVisible.Rule, BeyondLimit.Rule, CheckpointDiffers.Rule, FrozenParameters.Rule, GradientlessParameters.Rule,
        StochasticEvaluation.Rule, BaselineOnOtherData.Rule, NearTrivial.Rule, BestMixedWithFinal.Rule, WrongParameterCount.Rule,
    ];
}
