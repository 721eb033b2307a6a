namespace Assay.Diagnosis;

/// <summary>Rules about how training moves: losses, gradients, updates, units.</summary>
static class MotionRules
{
    public static IReadOnlyList<Rule> List { get; } =
    [
        NotFinite.Rule, Diverging.Rule,
        ExplodingGradients.Rule, VanishingGradients.Rule, ExplodingThroughTime.Rule, VanishingThroughTime.Rule,
        UpdateTooLarge.Rule, UpdateTooSmall.Rule, AlwaysClipping.Rule,
        DeadUnits.Rule, SaturatedUnits.Rule,
        Oscillation.Rule, Plateau.Rule, SlowConvergence.Rule,
        LearningRateTooHigh.Rule, LearningRateTooLow.Rule, BatchTooSmall.Rule, BatchTooLarge.Rule,
    ];
}
