namespace Assay.Diagnosis;

/// <summary>Rules about what came out of a training, against baselines, ablations and probes.</summary>
static class OutcomeRules
{
    public static IReadOnlyList<Rule> List { get; } =
    [
        NothingLearned.Rule, InputIgnored.Rule, InputUninformative.Rule, OnlineMisleads.Rule, BelowLinear.Rule, BelowNeighbour.Rule,
        OverFitting.Rule, LearnedByHeart.Rule, OverTraining.Rule, NoiseFloor.Rule, CapacityLimit.Rule, BatchUnfitted.Rule, CodeTooSmall.Rule,
        StateUnused.Rule, ConditioningUnused.Rule, BottleneckBypassed.Rule, PosteriorCollapse.Rule, LatentCollapse.Rule, AtBoundary.Rule,
        Forgetting.Rule, LabelNoise.Rule, MisalignedLabels.Rule,
    ];
}
