using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>
    /// The matrix product over the last two axes: (..., m, k) by (..., k, n) gives (..., m, n), either operand read transposed
    /// if asked. Leading axes broadcast; a plain matrix on the right is used for all of them at once.
    /// </summary>
    /// <exception cref="ShapeException">An operand has fewer than two axes, or the inner or leading sizes differ.</exception>
    public Tensor MatMul(Tensor other, bool transposeA = false, bool transposeB = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (a, b) = (this, other);
        if (a.Rank < 2 || b.Rank < 2 || a.Dim(transposeA ? -2 : -1) != b.Dim(transposeB ? -1 : -2)) throw Mismatch();
        if (b.Rank == 2 && (a.Rank == 2 || !transposeA))
        {
            var rows = transposeA ? a._dims[1] : CountOf(a._dims.AsSpan(0, a.Rank - 1));
            int[] leading = transposeA ? [rows] : a._dims[..^1];
            return Product(a, b, transposeA, transposeB, [.. leading, b.Dim(transposeB ? -2 : -1)], 1, rows);
        }
        var batch = CommonDims(a._dims.AsSpan(0, a.Rank - 2), b._dims.AsSpan(0, b.Rank - 2)) ?? throw Mismatch();
        a = a.Expand([.. batch, .. a._dims[^2..]]);
        b = b.Expand([.. batch, .. b._dims[^2..]]);
        var m = a.Dim(transposeA ? -1 : -2);
        return Product(a, b, transposeA, transposeB, [.. batch, m, b.Dim(transposeB ? -2 : -1)], CountOf(batch), m);

        ShapeException Mismatch() => new(
            $"MatMul of {ShapeException.Text(_dims)}{(transposeA ? " transposed" : "")} and {ShapeException.Text(other._dims)}{(transposeB ? " transposed" : "")} " +
            "needs two axes or more, equal inner sizes, and leading axes that are equal or 1.");
    }

    /// <summary>
    /// x W^T + b over the last axis: x (..., in), weight (out, in), bias (out) give (..., out).
    /// </summary>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public Tensor Linear(Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (Rank == 0 || weight.Rank != 2 || weight._dims[1] != _dims[^1] || (bias is not null && (bias.Rank != 1 || bias.Count != weight._dims[0])))
            throw new ShapeException($"Linear needs (..., in), a weight (out, in) and a bias (out); given {ShapeException.Text(_dims)}, {ShapeException.Text(weight._dims)}" +
                (bias is null ? " and no bias." : $" and {ShapeException.Text(bias._dims)}."));
        int outputs = weight._dims[0], inputs = weight._dims[1], rows = CountOf(_dims.AsSpan(0, Rank - 1));
        int[] dims = [.. _dims[..^1], outputs];
        var y = bias is null ? Result(dims, this, weight) : Result(dims, this, weight, bias);
        if (bias is not null) Reduction.Spread(bias.Span, y.Span, 1, rows, outputs, 1f, add: false);
        MatrixProduct.Multiply(Span, inputs, false, weight.Span, inputs, true, y.Span, outputs, rows, outputs, inputs, add: bias is not null);
        if (y.Recorded)
        {
            y.Rule = g =>
            {
                if (RequiresGrad)
                    MatrixProduct.Multiply(g, outputs, false, weight.Span, inputs, false, GradientTarget(out var add), inputs, rows, inputs, outputs, add);
                if (weight.RequiresGrad)
                    MatrixProduct.Multiply(g, outputs, true, Span, inputs, false, weight.GradientTarget(out var add), inputs, outputs, inputs, rows, add);
                if (bias is { RequiresGrad: true })
                    Reduction.Sum(g, bias.GradientTarget(out var add), 1, rows, outputs, 1f, add);
            };
        }
        return y;
    }

    // count products of the same sizes, one after another in memory.
    static Tensor Product(Tensor a, Tensor b, bool transposeA, bool transposeB, int[] dims, int count, int m)
    {
        int n = dims[^1], lda = a._dims[^1], ldb = b._dims[^1], k = transposeB ? ldb : b._dims[^2];
        var y = Result(dims, a, b);
        MatrixBatch.Multiply(a.Span, lda, transposeA, b.Span, ldb, transposeB, y.Span, n, m, n, k, count, add: false);
        if (y.Recorded)
        {
            y.Rule = g =>
            {
                if (a.RequiresGrad)
                {
                    var target = a.GradientTarget(out var add);
                    if (transposeA) MatrixBatch.Multiply(b.Span, ldb, transposeB, g, n, true, target, lda, k, m, n, count, add);
                    else MatrixBatch.Multiply(g, n, false, b.Span, ldb, !transposeB, target, lda, m, k, n, count, add);
                }
                if (b.RequiresGrad)
                {
                    var target = b.GradientTarget(out var add);
                    if (transposeB) MatrixBatch.Multiply(g, n, true, a.Span, lda, transposeA, target, ldb, n, k, m, count, add);
                    else MatrixBatch.Multiply(a.Span, lda, !transposeA, g, n, false, target, ldb, k, n, m, count, add);
                }
            };
        }
        return y;
    }
}
