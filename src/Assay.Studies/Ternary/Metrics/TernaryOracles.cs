using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>Radii that need no model, as rows beside every result: what a number of the hierarchy is worth.</summary>
static class TernaryOracles
{
    /// <summary>For each oracle its metrics.</summary>
    public static Dictionary<string, Dictionary<string, double>> All { get; } = new()
    {
        ["perfect order"] = Of((level, share, _) => Edge(level) + (share * 0.095)),
        ["level 0 against the rest"] = Of((level, _, random) => level == 0 ? 0.5 + (random / 2) : random / 2),
        ["levels 0 and 1 in order"] = Of((level, _, random) => level switch { 0 => 0.66 + (random / 3), 1 => 0.33 + (random / 3), _ => random / 3 }),
        ["random radii"] = Of((_, _, random) => random),
        ["one radius a level"] = Of((level, _, _) => Edge(level)),
    };

    static double Edge(int level) => 0.095 * (TernaryOperations.Levels - 1 - level);

    // The radius of an operation from its level, its place among those of the level (0 to 1) and a random number (0 to 1).
    static Dictionary<string, double> Of(Func<int, double, double, double> radius)
    {
        var rng = new Rng(3).Split("oracle");
        var seen = new int[TernaryOperations.Levels];
        var radii = new double[TernaryOperations.Count];
        for (var index = 0; index < radii.Length; index++)
        {
            var level = TernaryOperations.Valuation(index);
            radii[index] = radius(level, (double)seen[level]++ / TernaryOperations.LevelSizes[level], rng.NextDouble());
        }
        var metrics = new Dictionary<string, double> { ["hierarchy"] = TernaryScores.Hierarchy(radii), ["richness"] = TernaryScores.Richness(radii) };
        foreach (var (level, auc) in TernaryScores.AdjacentAucs(radii).Index()) metrics[$"auc/v{level}"] = auc;
        return metrics;
    }
}
