using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// Orthonormal directions of whole windows, all their vectors one after the other: a code is how far a window lies along each. Places after a window's last
/// token hold the mean vector, so that short windows are no outliers.
/// </summary>
abstract class LinearCode
{
    /// <summary>The number of directions.</summary>
    public int Count => Deviations.Length;

    /// <summary>The mean window, (window * width).</summary>
    public abstract Tensor Center { get; }

    /// <summary>(count, window * width), each of length 1.</summary>
    public abstract Tensor Directions { get; }

    /// <summary>Standard deviation along each direction, descending.</summary>
    public abstract float[] Deviations { get; }

    /// <summary>Windows written down with <see cref="Count"/> floats and read again: (windows, window * width).</summary>
    public Tensor Reconstruct(PoetryWindows windows, ReadOnlySpan<float> fill) => Reconstruct(windows, fill, Count);

    /// <summary>The same with the first <paramref name="count"/> directions alone.</summary>
    public Tensor Reconstruct(PoetryWindows windows, ReadOnlySpan<float> fill, int count)
    {
        var first = Directions.Slice(0, 0, count);
        return (Flat(windows, fill) - Center).MatMul(first, transposeB: true).MatMul(first) + Center;
    }

    /// <summary>Whole windows as rows, (windows, window * width).</summary>
    protected static Tensor Flat(PoetryWindows windows, ReadOnlySpan<float> fill)
    {
        int width = windows.Table.Dimension, row = windows.Window * width;
        var flat = Tensor.Zeros(windows.Count, row);
        for (var i = 0; i < windows.Count; i++)
            for (var t = 0; t < windows.Window; t++)
                (t < windows.Ids[i].Length ? windows.Table[windows.Ids[i][t]] : fill).CopyTo(flat.Span[((i * row) + (t * width))..]);
        return flat;
    }
}
