namespace Assay.Diagnosis;

/// <summary>Rules about what came out of a training, against baselines, ablations and probes.</summary>
static class OutcomeRules
{
    public static IReadOnlyList<Rule> List { get; } = [];
}
