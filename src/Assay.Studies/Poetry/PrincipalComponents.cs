using Assay.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Studies.Poetry;

/// <summary>
/// The directions in which whole windows, all their vectors one after the other, differ most. Places after a window's last token hold the mean
/// vector, so that short windows are no outliers.
/// </summary>
sealed class PrincipalComponents
{
    /// <param name="windows">What to fit on.</param>
    /// <param name="fill">The vector of places without a token, (width).</param>
    /// <param name="count">How many directions; at most one less than there are windows.</param>
    public PrincipalComponents(PoetryWindows windows, ReadOnlySpan<float> fill, int count)
    {
        Count = Math.Min(count, windows.Count - 1);
        var rows = Flat(windows, fill);
        Center = rows.Mean(0);
        rows -= Center;
        // The products of the few windows instead of those of the many components: X X' = U S U', directions X' U / sqrt(S).
        var products = rows.MatMul(rows, transposeB: true);
        var found = Matrix<double>.Build.Dense(windows.Count, windows.Count, (i, j) => products.Span[(i * windows.Count) + j]).Evd(Symmetricity.Symmetric);
        var weights = Tensor.Zeros(windows.Count, Count);
        Deviations = new float[Count];
        for (var k = 0; k < Count; k++)
        {
            var column = windows.Count - 1 - k;
            var scale = Math.Sqrt(Math.Max(found.EigenValues[column].Real, 1e-12));
            Deviations[k] = (float)(scale / Math.Sqrt(windows.Count));
            for (var i = 0; i < windows.Count; i++) weights.Span[(i * Count) + k] = (float)(found.EigenVectors[i, column] / scale);
        }
        Directions = weights.MatMul(rows, transposeA: true);
    }

    /// <summary>The number of directions.</summary>
    public int Count { get; }

    /// <summary>The mean window, (window * width).</summary>
    public Tensor Center { get; }

    /// <summary>(count, window * width), each of length 1.</summary>
    public Tensor Directions { get; }

    /// <summary>Standard deviation along each direction, descending.</summary>
    public float[] Deviations { get; }

    /// <summary>Windows written down with <see cref="Count"/> floats and read again: (windows, window * width).</summary>
    public Tensor Reconstruct(PoetryWindows windows, ReadOnlySpan<float> fill) => Reconstruct(windows, fill, Count);

    /// <summary>The same with the first <paramref name="count"/> directions alone.</summary>
    public Tensor Reconstruct(PoetryWindows windows, ReadOnlySpan<float> fill, int count)
    {
        var first = Directions.Slice(0, 0, count);
        return (Flat(windows, fill) - Center).MatMul(first, transposeB: true).MatMul(first) + Center;
    }

    static Tensor Flat(PoetryWindows windows, ReadOnlySpan<float> fill)
    {
        int width = windows.Table.Dimension, row = windows.Window * width;
        var flat = Tensor.Zeros(windows.Count, row);
        for (var i = 0; i < windows.Count; i++)
            for (var t = 0; t < windows.Window; t++)
                (t < windows.Ids[i].Length ? windows.Table[windows.Ids[i][t]] : fill).CopyTo(flat.Span[((i * row) + (t * width))..]);
        return flat;
    }
}
