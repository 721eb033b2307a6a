using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>
    /// This tensor repeated to a larger shape: axes are aligned at the end, and an axis of size 1 or a missing one is repeated.
    /// The gradient is summed over the repeats; here and nowhere else is broadcasting undone.
    /// </summary>
    public Tensor Expand(params ReadOnlySpan<int> dims)
    {
        if (dims.SequenceEqual(Dims)) return this;
        Span<int> own = stackalloc int[Rank], strides = stackalloc int[dims.Length], target = stackalloc int[dims.Length];
        if (dims.Length < Rank) throw Cannot(dims);
        Strided.Of(Dims, own);
        Strided.Of(dims, target);
        for (var axis = 0; axis < dims.Length; axis++)
        {
            var source = axis - (dims.Length - own.Length);
            if (!Repeated(Dims, dims, axis)) strides[axis] = own[source];
            else strides[axis] = source < 0 || Dims[source] == 1 ? 0 : throw Cannot(dims);
        }
        var y = Result(dims, this);
        Strided.Copy(Span, 0, strides, y.Span, 0, target, dims);
        y.Rule = static (y, g) => y.Source(0).SumRepeats(g, y.Dims);
        return y;

        ShapeException Cannot(ReadOnlySpan<int> needed) =>
            new($"Shape {ShapeException.Text(Dims)} cannot be repeated to {ShapeException.Text(needed)}.");
    }

    // Sums the gradient of the repeated shape over each run of repeated axes, last run first.
    void SumRepeats(ReadOnlySpan<float> g, ReadOnlySpan<int> sizes)
    {
        var target = GradientTarget(out var add);
        var inner = 1;
        var axis = sizes.Length - 1;
        while (true)
        {
            for (; axis >= 0 && !Repeated(Dims, sizes, axis); axis--) inner *= sizes[axis];
            var count = 1;
            for (; axis >= 0 && Repeated(Dims, sizes, axis); axis--) count *= sizes[axis];
            var outer = 1;
            var more = false;
            for (var before = axis; before >= 0; before--)
            {
                outer *= sizes[before];
                more |= Repeated(Dims, sizes, before) && sizes[before] != 1;
            }
            if (!more)
            {
                Reduction.Sum(g, target, outer, count, inner, 1f, add);
                return;
            }
            var sum = Scratch(outer * inner).Span;
            Reduction.Sum(g, sum, outer, count, inner);
            g = sum;
        }
    }

    // Whether an axis of the larger shape has no counterpart of its size in the smaller one.
    static bool Repeated(ReadOnlySpan<int> own, ReadOnlySpan<int> sizes, int axis)
    {
        var source = axis - (sizes.Length - own.Length);
        return source < 0 || own[source] != sizes[axis];
    }

    /// <summary>Both tensors under their common shape.</summary>
    static (Tensor A, Tensor B) Broadcast(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Dims.SequenceEqual(b.Dims)) return (a, b);
        Span<int> dims = stackalloc int[Math.Max(a.Rank, b.Rank)];
        if (!CommonDims(a.Dims, b.Dims, dims))
            throw new ShapeException($"Shapes {ShapeException.Text(a.Dims)} and {ShapeException.Text(b.Dims)} do not broadcast: aligned at the end, sizes must be equal or 1.");
        return (a.Expand(dims), b.Expand(dims));
    }

    /// <summary>Finds the shape, as long as the longer one, that two shapes broadcast to; false if there is none.</summary>
    static bool CommonDims(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> dims)
    {
        for (var i = 1; i <= dims.Length; i++)
        {
            var x = i <= a.Length ? a[^i] : 1;
            var y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1) return false;
            dims[^i] = x == 1 ? y : x;
        }
        return true;
    }
}
