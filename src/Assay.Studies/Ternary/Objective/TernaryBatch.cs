using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>Operations of a step, and what the losses need to know of them.</summary>
sealed class TernaryBatch
{
    const int Levels = TernaryOperations.Levels;

    /// <param name="places">The operations.</param>
    /// <param name="pairs">Random pairs to compare.</param>
    /// <param name="rng">Draws them.</param>
    public TernaryBatch(int[] places, int pairs, Rng rng)
    {
        Places = places;
        var count = places.Length;
        Valuations = Array.ConvertAll(places, TernaryOperations.Valuation);
        (Averages, Present) = (Tensor.Zeros(Levels, count), new bool[Levels]);
        var sizes = new int[Levels];
        foreach (var level in Valuations) sizes[level]++;
        var averages = Averages.Span;
        for (var row = 0; row < count; row++) averages[(Valuations[row] * count) + row] = 1f / sizes[Valuations[row]];
        for (var level = 0; level < Levels; level++) Present[level] = sizes[level] > 0;
        (First, Second) = (new int[pairs], new int[pairs]);
        for (var pair = 0; pair < pairs; pair++) (First[pair], Second[pair]) = (rng.NextInt(count), rng.NextInt(count));
    }

    public int[] Places { get; }

    /// <summary>Level of each operation.</summary>
    public int[] Valuations { get; }

    /// <summary>(10, batch): times a column of numbers it gives their means by level.</summary>
    public Tensor Averages { get; }

    /// <summary>Levels that the batch has.</summary>
    public bool[] Present { get; }

    /// <summary>Rows of the batch that are compared with those of <see cref="Second"/>.</summary>
    public int[] First { get; }

    public int[] Second { get; }

    /// <summary>A number for each operation by its level: (batch, 1).</summary>
    public Tensor ByLevel(Func<int, double> value) => Column(Valuations, value);

    /// <summary>A number for each pair by both levels: (pairs, 1).</summary>
    public Tensor ByPair(Func<int, int, double> value)
    {
        var column = Tensor.Zeros(First.Length, 1);
        var values = column.Span;
        for (var pair = 0; pair < First.Length; pair++) values[pair] = (float)value(Valuations[First[pair]], Valuations[Second[pair]]);
        return column;
    }

    /// <summary>A number for each level, 0 where the batch has none of it: (10, 1).</summary>
    public Tensor OfLevels(Func<int, double> value)
    {
        var column = Tensor.Zeros(Levels, 1);
        for (var level = 0; level < Levels; level++)
            if (Present[level]) column.Span[level] = (float)value(level);
        return column;
    }

    static Tensor Column(int[] levels, Func<int, double> value)
    {
        var table = new float[Levels];
        for (var level = 0; level < Levels; level++) table[level] = (float)value(level);
        var column = Tensor.Zeros(levels.Length, 1);
        var values = column.Span;
        for (var row = 0; row < levels.Length; row++) values[row] = table[levels[row]];
        return column;
    }
}
