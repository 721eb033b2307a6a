using Assay.Runs;

namespace Assay.Studies.Ternary;

/// <summary>What the metrics of a model say.</summary>
static class TernaryVerdict
{
    public static string Of(IReadOnlyDictionary<string, double> metrics) =>
        $"Coverage {100 * metrics["coverage"]:F2} %, hierarchy {metrics["hierarchy"]:F5} of at best {TernaryScores.Ceiling:F5}, richness {metrics["richness"]:F5}.";

    public static string Together(IReadOnlyList<RunRecord> members) => $"{members.Count} runs.";
}
