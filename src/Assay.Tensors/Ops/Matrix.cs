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
        var columns = b.Dim(transposeB ? -2 : -1);
        if (b.Rank == 2 && (a.Rank == 2 || !transposeA))
        {
            Span<int> plain = stackalloc int[a.Rank];
            a.Dims.CopyTo(plain);
            (plain[^2], plain[^1]) = (a.Dim(transposeA ? -1 : -2), columns);
            return Product(a, b, transposeA, transposeB, plain, 1, CountOf(plain[..^1]));
        }
        Span<int> dims = stackalloc int[Math.Max(a.Rank, b.Rank)];
        var leading = dims[..^2];
        if (!CommonDims(a.Dims[..^2], b.Dims[..^2], leading)) throw Mismatch();
        a.Dims[^2..].CopyTo(dims[^2..]);
        a = a.Expand(dims);
        b.Dims[^2..].CopyTo(dims[^2..]);
        b = b.Expand(dims);
        var rows = a.Dim(transposeA ? -1 : -2);
        (dims[^2], dims[^1]) = (rows, columns);
        return Product(a, b, transposeA, transposeB, dims, CountOf(leading), rows);

        ShapeException Mismatch() => new(
            $"MatMul of {ShapeException.Text(Dims)}{(transposeA ? " transposed" : "")} and {ShapeException.Text(other.Dims)}{(transposeB ? " transposed" : "")} " +
            "needs two axes or more, equal inner sizes, and leading axes that are equal or 1.");
    }

    /// <summary>
    /// x W^T + b over the last axis: x (..., in), weight (out, in), bias (out) give (..., out).
    /// </summary>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public Tensor Linear(Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (Rank == 0 || weight.Rank != 2 || weight.Dims[1] != Dims[^1] || (bias is not null && (bias.Rank != 1 || bias.Count != weight.Dims[0])))
            throw new ShapeException($"Linear needs (..., in), a weight (out, in) and a bias (out); given {ShapeException.Text(Dims)}, {ShapeException.Text(weight.Dims)}" +
                (bias is null ? " and no bias." : $" and {ShapeException.Text(bias.Dims)}."));
        int outputs = weight.Dims[0], inputs = weight.Dims[1];
        Span<int> dims = stackalloc int[Rank];
        Dims.CopyTo(dims);
        dims[^1] = outputs;
        var rows = CountOf(dims[..^1]);
        var y = Result(dims, this, weight, bias);
        var packed = rows > WeightGradients.MostRows || !WorthPacking(weight) ? null
            : !y.Recorded ? weight.PackedCopy(PackLayout.Transposed, PackedProduct.Count(inputs, outputs), PackTransposed)
            : rows > 2 ? weight.PackedIfReused(PackLayout.Transposed, PackedProduct.Count(inputs, outputs), PackTransposed) : null;
        if (packed is not null) PackedProduct.Multiply(Values, packed.Values, y.Span, bias is null ? default : bias.Values, rows, outputs, inputs);
        else MatrixProduct.Multiply(Values, inputs, false, weight.Values, inputs, true, y.Span, outputs, bias is null ? default : bias.Values, rows, outputs, inputs);
        y.Rule = static (y, g) =>
        {
            var (x, weight, bias) = (y.Source(0), y.Source(1), y.OptionalSource(2));
            int outputs = weight.Dims[0], inputs = weight.Dims[1], rows = CountOf(y.Dims[..^1]);
            if (x.RequiresGrad) LinearInput(g, weight, x.GradientTarget(out var add), add, rows);
            if (weight.RequiresGrad || bias is { RequiresGrad: true }) WeightGradients.Add(weight, bias, null, y.Grad!, 0, x, 0, rows);
        };
        return y;
    }

    // Where it is, the plain product computes the same chains of multiply-adds, so that a packed copy changes no bit.
    internal static bool WorthPacking(Tensor weight) => weight.Count >= 4096 && weight.Dims[0] > 4 && weight.Dims[1] > 4;

    internal static void PackTransposed(Tensor weight, Tensor panels) =>
        PackedProduct.Pack(weight.Values, transposed: true, weight.Dims[1], weight.Dims[0], panels.Span);

    static void PackPlain(Tensor weight, Tensor panels) =>
        PackedProduct.Pack(weight.Values, transposed: false, weight.Dims[0], weight.Dims[1], panels.Span);

    /// <summary>target (+)= g W for g (rows, outputs): the gradient with respect to the input of a linear map.</summary>
    internal static void LinearInput(ReadOnlySpan<float> g, Tensor weight, Span<float> target, bool add, int rows)
    {
        int outputs = weight.Dims[0], inputs = weight.Dims[1];
        var packed = rows is > 2 and <= WeightGradients.MostRows && WorthPacking(weight)
            ? weight.PackedIfReused(PackLayout.Plain, PackedProduct.Count(outputs, inputs), PackPlain) : null;
        if (packed is not null) PackedProduct.Multiply(g, packed.Values, target, add ? target : default, rows, inputs, outputs);
        else MatrixProduct.Multiply(g, outputs, false, weight.Values, inputs, false, target, inputs, rows, inputs, outputs, add);
    }

    // count products of the same sizes, one after another in memory; m rows each.
    static Tensor Product(Tensor a, Tensor b, bool transposeA, bool transposeB, ReadOnlySpan<int> dims, int count, int m)
    {
        int n = dims[^1], lda = a.Dims[^1], ldb = b.Dims[^1], k = transposeB ? ldb : b.Dims[^2];
        var y = Result(dims, a, b);
        MatrixBatch.Multiply(a.Span, lda, transposeA, b.Span, ldb, transposeB, y.Span, n, m, n, k, count, add: false);
        y.Save((transposeA, transposeB, count, m));
        y.Rule = static (y, g) =>
        {
            var (a, b) = (y.Source(0), y.Source(1));
            var (transposeA, transposeB, count, m) = y.Saved<(bool, bool, int, int)>();
            int n = y.Dims[^1], lda = a.Dims[^1], ldb = b.Dims[^1], k = transposeB ? ldb : b.Dims[^2];
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
        return y;
    }
}
