using Assay.Data.Numpy;

namespace Assay.Data.Sequences;

/// <summary>Reads windows, contexts and their targets in two arrays, twice: to find out how they overlap, then to store each vector once.</summary>
sealed class WindowReader
{
    const int LongestContext = 1 << 16;

    readonly NumpyFile _file;
    readonly string _path, _contexts, _targets;

    /// <exception cref="InvalidDataException">The arrays' shapes do not fit together.</exception>
    public WindowReader(NumpyFile file, string path, string contexts, string targets)
    {
        (_file, _path, _contexts, _targets) = (file, path, contexts, targets);
        using NpyReader context = file.Array(contexts), target = file.Array(targets);
        var (shape, ends) = (context.Header.Shape, target.Header.Shape);
        if (shape.Count != 3) throw Wrong(contexts, context.Header, "(windows, context, dimension)");
        if (ends.Count != 2) throw Wrong(targets, target.Header, "(windows, dimension)");
        if (shape[0] != ends[0] || shape[2] != ends[1])
            throw new InvalidDataException($"{path}: {contexts} has shape {context.Header.ShapeText} and {targets} {target.Header.ShapeText}; needed: as many windows, and vectors of one dimension.");
        (Count, Context, Dimension) = (shape[0], shape[1], shape[2]);
        if (Count == 0 || Context == 0 || Dimension == 0) throw Wrong(contexts, context.Header, "at least one window, one vector before the target, and one number in a vector");
        if ((long)Context * Dimension > Array.MaxLength || Context > LongestContext) throw Wrong(contexts, context.Header, $"contexts of at most {LongestContext:N0} vectors");
        if (Count * (Context + 1L) > Array.MaxLength) throw Wrong(contexts, context.Header, "fewer windows");
    }

    /// <summary>The number of windows.</summary>
    public int Count { get; }

    /// <summary>Vectors before a target.</summary>
    public int Context { get; }

    /// <summary>Width of a vector.</summary>
    public int Dimension { get; }

    /// <summary>(windows, context + 1) the hashes of all vectors.</summary>
    /// <exception cref="InvalidDataException">Vectors are not finite, or zero.</exception>
    public UInt128[] Hashes()
    {
        var hashes = new UInt128[Count * (Context + 1)];
        RowCheck contexts = new($"{_path}, {_contexts}", "window"), targets = new($"{_path}, {_targets}", "window");
        Each((window, place, row) =>
        {
            (place < Context ? contexts : targets).Look(row, window);
            hashes[window * (Context + 1) + place] = RowHash.Of(row);
        });
        contexts.ThrowIfBad();
        targets.ThrowIfBad();
        return hashes;
    }

    /// <summary>(rows, dimension) the vectors where the chains have them.</summary>
    public float[] Vectors(WindowChains chains)
    {
        if (chains.Rows * Dimension > Array.MaxLength)
            throw new InvalidDataException($"{_path}: has {chains.Rows:N0} different vectors of {Dimension}; at most {Array.MaxLength / Dimension:N0} are held.");
        var values = new float[chains.Rows * Dimension];
        var at = 0;
        Each((window, place, row) =>
        {
            if (place == 0 && at + 1 < chains.Chains.Count && chains.Chains[at + 1].First == window) at++;
            var chain = chains.Chains[at];
            var index = window == chain.First ? place - (Context - chain.Places) : place == Context ? chain.Places + window - chain.First : -1;
            if (index >= chain.Skipped) row.CopyTo(values.AsSpan((int)(chain.Start + index - chain.Skipped) * Dimension));
        });
        return values;
    }

    void Each(Action<int, int, ReadOnlySpan<float>> look)
    {
        using NpyReader contexts = _file.Array(_contexts), targets = _file.Array(_targets);
        var row = new float[Dimension];
        for (var window = 0; window < Count; window++)
        {
            for (var place = 0; place < Context; place++)
            {
                contexts.Read(row);
                look(window, place, row);
            }
            targets.Read(row);
            look(window, Context, row);
        }
    }

    InvalidDataException Wrong(string name, NpyHeader header, string needed) => new($"{_path}, {name}: has shape {header.ShapeText}; needed: {needed}.");
}
