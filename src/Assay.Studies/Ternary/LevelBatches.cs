using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>
/// Batches that hold enough of the rare levels: a share of each goes to levels 4 to 9 in equal parts, the rest to levels 0 to 3 in proportion to
/// their sizes, and what rounding leaves open to any operation. Drawn with replacement.
/// </summary>
sealed class LevelBatches
{
    const int FirstRare = 4;

    readonly int[][] _levels = [.. Enumerable.Range(0, TernaryOperations.Levels).Select(level =>
        Enumerable.Range(0, TernaryOperations.Count).Where(index => TernaryOperations.Valuation(index) == level).ToArray())];

    /// <param name="batch">Operations in a batch.</param>
    /// <param name="share">Share of the rare levels, 0 to 1.</param>
    public LevelBatches(int batch, double share)
    {
        var rare = (int)(batch * share) / (TernaryOperations.Levels - FirstRare);
        var common = batch - (int)(batch * share);
        var all = TernaryOperations.LevelSizes.Take(FirstRare).Sum();
        Counts = [.. Enumerable.Range(0, TernaryOperations.Levels).Select(level => level >= FirstRare ? rare : (int)((long)common * TernaryOperations.LevelSizes[level] / all))];
        Anywhere = batch - Counts.Sum();
    }

    /// <summary>Operations of each level in a batch.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Operations drawn from all levels together.</summary>
    public int Anywhere { get; }

    /// <summary>Draws a batch.</summary>
    public int[] Draw(Rng rng)
    {
        var places = new int[Counts.Sum() + Anywhere];
        var next = 0;
        for (var level = 0; level < Counts.Count; level++)
            for (var turn = 0; turn < Counts[level]; turn++) places[next++] = _levels[level][rng.NextInt(_levels[level].Length)];
        while (next < places.Length) places[next++] = rng.NextInt(TernaryOperations.Count);
        return places;
    }
}
