using Assay.Tensors;

namespace Assay.Data;

/// <summary>Copies along the first axis.</summary>
static class RowCopy
{
    /// <summary>The rows of <paramref name="source"/> (rows, ...) with these indices, as a new tensor (indices, ...).</summary>
    public static Tensor Gather(Tensor source, ReadOnlySpan<int> rows)
    {
        var dims = source.Dims.ToArray();
        dims[0] = rows.Length;
        var result = Tensor.Zeros(dims);
        if (result.Count == 0) return result;
        var width = result.Count / rows.Length;
        Span<float> from = source.Span, to = result.Span;
        for (var i = 0; i < rows.Length; i++) from.Slice(rows[i] * width, width).CopyTo(to.Slice(i * width, width));
        return result;
    }
}
