using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>
    /// The cosine of the angle to <paramref name="other"/> along the last axis: (..., width) to (...). A vector of zeros has
    /// cosine 0 with all, and no gradient.
    /// </summary>
    /// <param name="other">The same shape.</param>
    /// <exception cref="ShapeException">The shapes differ, or are scalars.</exception>
    public Tensor Cosine(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Rank == 0 || !other.Dims.SequenceEqual(Dims))
            throw new ShapeException($"The cosine needs two tensors of equal shape (..., width); given {ShapeException.Text(Dims)} and {ShapeException.Text(other.Dims)}.");
        var rows = CountOf(Dims[..^1]);
        Tensor lengths = Scratch(rows), others = Scratch(rows);
        var y = Result(Dims[..^1], this, other, lengths, others);
        CosineRows.Forward(Span, other.Span, y.Span, lengths.Span, others.Span, Dims[^1]);
        y.Rule = static (y, g) =>
        {
            Tensor a = y.Source(0), b = y.Source(1), lengthsA = y.Source(2), lengthsB = y.Source(3);
            var width = a.Dims[^1];
            if (a.RequiresGrad) CosineRows.Backward(g, a.Span, b.Span, y.Span, lengthsA.Span, lengthsB.Span, a.GradientTarget(out var add), add, width);
            if (b.RequiresGrad) CosineRows.Backward(g, b.Span, a.Span, y.Span, lengthsB.Span, lengthsA.Span, b.GradientTarget(out var add), add, width);
        };
        return y;
    }
}
