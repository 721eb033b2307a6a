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
        if (dims.SequenceEqual(_dims)) return this;
        var sizes = dims.ToArray();
        var strides = new int[sizes.Length];
        var own = Strided.Of(_dims);
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var source = axis - (sizes.Length - Rank);
            if (source < 0 || (_dims[source] == 1 && sizes[axis] != 1)) continue;
            if (_dims[source] != sizes[axis]) throw Cannot(dims);
            strides[axis] = own[source];
        }
        if (sizes.Length < Rank) throw Cannot(dims);
        var y = Result(sizes, this);
        Strided.Copy(Span, 0, strides, y.Span, 0, Strided.Of(sizes), sizes);
        if (y.Recorded) y.Rule = g => SumRepeats(g, sizes);
        return y;

        ShapeException Cannot(ReadOnlySpan<int> needed) =>
            new($"Shape {ShapeException.Text(_dims)} cannot be repeated to {ShapeException.Text(needed)}.");
    }

    // Sums the gradient of the repeated shape over each run of repeated axes, last run first.
    void SumRepeats(ReadOnlySpan<float> g, int[] sizes)
    {
        var target = GradientTarget(out var add);
        var inner = 1;
        var axis = sizes.Length - 1;
        while (true)
        {
            for (; axis >= 0 && !Repeated(axis); axis--) inner *= sizes[axis];
            var count = 1;
            for (; axis >= 0 && Repeated(axis); axis--) count *= sizes[axis];
            var outer = 1;
            var more = false;
            for (var before = axis; before >= 0; before--)
            {
                outer *= sizes[before];
                more |= Repeated(before) && sizes[before] != 1;
            }
            if (!more)
            {
                Reduction.Sum(g, target, outer, count, inner, 1f, add);
                return;
            }
            var sum = new Tensor([outer * inner]).Span;
            Reduction.Sum(g, sum, outer, count, inner);
            g = sum;
        }

        bool Repeated(int at)
        {
            var source = at - (sizes.Length - Rank);
            return source < 0 || _dims[source] != sizes[at];
        }
    }

    /// <summary>Both tensors under their common shape.</summary>
    static (Tensor A, Tensor B) Broadcast(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Dims.SequenceEqual(b.Dims)) return (a, b);
        var dims = CommonDims(a._dims, b._dims) ??
            throw new ShapeException($"Shapes {ShapeException.Text(a._dims)} and {ShapeException.Text(b._dims)} do not broadcast: aligned at the end, sizes must be equal or 1.");
        return (a.Expand(dims), b.Expand(dims));
    }

    /// <summary>The shape that two shapes broadcast to, or null.</summary>
    static int[]? CommonDims(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var dims = new int[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= dims.Length; i++)
        {
            var x = i <= a.Length ? a[^i] : 1;
            var y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1) return null;
            dims[^i] = x == 1 ? y : x;
        }
        return dims;
    }
}
