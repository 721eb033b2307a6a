using Assay.Tensors;

namespace Assay.Modules;

/// <summary>A table with one row for each index.</summary>
public sealed class Embedding : Module
{
    readonly int? _paddingIndex;
    readonly Parameter _weight;

    /// <summary>A table (count, width) of standard normal numbers, as in PyTorch.</summary>
    /// <param name="count">Indices run from 0 to count - 1.</param>
    /// <param name="width">Length of a row.</param>
    /// <param name="rng">Draws the table.</param>
    /// <param name="paddingIndex">An index whose row is zero at first and is never trained.</param>
    public Embedding(int count, int width, Rng rng, int? paddingIndex = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (paddingIndex is { } index && (uint)index >= (uint)count)
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), index, $"The padding index must be in 0..{count - 1}; given {index}.");
        _paddingIndex = paddingIndex;
        _weight = new Parameter(count, width);
        Initialisers.Normal(_weight, rng);
        if (paddingIndex is { } row) _weight.Span.Slice(row * width, width).Clear();
    }

    /// <summary>(count, width)</summary>
    public Parameter Weight => _weight;

    /// <summary>The rows of the indices: (dims..., width), or (indices, width) without dims. Leave the indices as they are until Backward.</summary>
    /// <param name="indices">0-based, in row-major order of <paramref name="dims"/>.</param>
    /// <param name="dims">Their shape, such as (batch, time).</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the table.</exception>
    /// <exception cref="ShapeException">The shape does not hold as many indices as given.</exception>
    public Tensor Forward(int[] indices, params ReadOnlySpan<int> dims)
    {
        var rows = _weight.Rows(indices, _paddingIndex ?? -1);
        if (dims.Length == 0) return rows;
        Span<int> shape = stackalloc int[dims.Length + 1];
        dims.CopyTo(shape);
        shape[^1] = _weight.Dims[1];
        return rows.Reshape(shape);
    }
}
