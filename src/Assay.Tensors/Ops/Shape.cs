using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>The same elements under another shape; one size may be -1 and is then found from the others.</summary>
    public Tensor Reshape(params ReadOnlySpan<int> dims)
    {
        Span<int> sizes = stackalloc int[dims.Length];
        dims.CopyTo(sizes);
        var free = sizes.IndexOf(-1);
        if (free >= 0)
        {
            sizes[free] = 1;
            var rest = CountOf(sizes);
            sizes[free] = rest == 0 ? 0 : Count / rest;
        }
        if (CountOf(sizes) != Count)
            throw new ShapeException($"Shape {ShapeException.Text(Dims)} has {Count} elements and cannot become {ShapeException.Text(dims)}.");
        return View(0, sizes);
    }

    /// <summary>Without an axis of size 1.</summary>
    public Tensor Squeeze(int axis)
    {
        axis = Axis(axis);
        if (Dims[axis] != 1) throw new ShapeException($"Squeeze needs size 1 at axis {axis}; given {ShapeException.Text(Dims)}.");
        return View(0, Without(axis, keep: false, stackalloc int[Rank]));
    }

    /// <summary>With a new axis of size 1 before <paramref name="axis"/>; -1 appends one.</summary>
    public Tensor Unsqueeze(int axis)
    {
        Span<int> dims = stackalloc int[Rank + 1];
        WithAxis(axis, dims);
        return View(0, dims);
    }

    /// <summary>With two axes exchanged.</summary>
    public Tensor Transpose(int a = -2, int b = -1)
    {
        Span<int> order = stackalloc int[Rank];
        for (var axis = 0; axis < order.Length; axis++) order[axis] = axis;
        (a, b) = (Axis(a), Axis(b));
        (order[a], order[b]) = (b, a);
        return Permute(order);
    }

    /// <summary>With the axes in another order: axis i of the result is axis <c>order[i]</c> of this.</summary>
    public Tensor Permute(params ReadOnlySpan<int> order)
    {
        if (order.Length != Rank) throw new ShapeException($"Permute needs all {Rank} axes of {ShapeException.Text(Dims)}; given {ShapeException.Text(order)}.");
        Span<int> own = stackalloc int[Rank], strides = stackalloc int[Rank], dims = stackalloc int[Rank], target = stackalloc int[Rank];
        Strided.Of(Dims, own);
        var seen = 0u;
        for (var i = 0; i < dims.Length; i++)
        {
            var axis = Axis(order[i]);
            (dims[i], strides[i]) = (Dims[axis], own[axis]);
            seen |= 1u << axis;
        }
        if (seen != (1u << Rank) - 1) throw new ShapeException($"Permute needs each axis of {ShapeException.Text(Dims)} once; given {ShapeException.Text(order)}.");
        Strided.Of(dims, target);
        var y = Result(dims, this);
        Strided.Copy(Span, 0, strides, y.Span, 0, target, dims);
        strides.CopyTo(y.SavedIntegers);
        y.Rule = static (y, g) =>
        {
            Span<int> own = stackalloc int[y.Rank];
            Strided.Of(y.Dims, own);
            Strided.Copy(g, 0, own, y.Source(0).GradientTarget(out var add), 0, y.SavedIntegers[..own.Length], y.Dims, add);
        };
        return y;
    }

    /// <summary><paramref name="count"/> positions of an axis, from <paramref name="start"/> (negative: from the end).</summary>
    public Tensor Slice(int axis, int start, int count)
    {
        var (outer, size, inner) = Around(axis = Axis(axis));
        var first = start < 0 ? start + size : start;
        if (first < 0 || count < 0 || first > size - count)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"{count} positions from {start} do not fit axis {axis} of {ShapeException.Text(Dims)}.");
        if (first == 0 && count == size) return this;
        Span<int> dims = stackalloc int[Rank];
        Dims.CopyTo(dims);
        dims[axis] = count;
        if (axis == 0) return View(first * inner, dims);
        var y = Result(dims, this);
        CopyRows(Span, first * inner, size * inner, y.Span, 0, count * inner, outer, count * inner);
        y.Save((outer, first * inner, size * inner));
        y.Rule = static (y, g) =>
        {
            var (outer, start, row) = y.Saved<(int, int, int)>();
            var run = outer == 0 ? 0 : g.Length / outer;
            CopyRows(g, 0, run, y.Source(0).GradientSum(), start, row, outer, run, add: true);
        };
        return y;
    }

    /// <summary>Tensors one after another along an axis; all other sizes must be equal.</summary>
    public static Tensor Concat(int axis, params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.Length == 0) throw new ArgumentException("Concat needs at least one tensor; given none.");
        var first = tensors[0];
        axis = first.Axis(axis);
        Span<int> dims = stackalloc int[first.Rank];
        first.Dims.CopyTo(dims);
        for (var i = 1; i < tensors.Length; i++)
        {
            var other = tensors[i].Dims;
            if (!Joins(first.Dims, other, axis))
                throw new ShapeException($"Concat along axis {axis} needs equal other sizes; given {ShapeException.Text(first.Dims)} and {ShapeException.Text(other)}.");
            dims[axis] += other[axis];
        }
        return Join(dims, CountOf(dims[..axis]), tensors);
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    public static Tensor Stack(int axis, params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.Length == 0) throw new ArgumentException("Stack needs at least one tensor; given none.");
        var first = tensors[0];
        foreach (var tensor in tensors)
        {
            if (!tensor.Dims.SequenceEqual(first.Dims))
                throw new ShapeException($"Stack needs equal shapes; given {ShapeException.Text(first.Dims)} and {ShapeException.Text(tensor.Dims)}.");
        }
        Span<int> dims = stackalloc int[first.Rank + 1];
        var index = first.WithAxis(axis, dims);
        dims[index] = tensors.Length;
        return Join(dims, CountOf(dims[..index]), tensors);
    }

    // The rows of the first, in as many equal parts as outer says, then those of the next: part 0 of all, part 1 of all ..
    static Tensor Join(ReadOnlySpan<int> dims, int outer, ReadOnlySpan<Tensor> tensors)
    {
        var y = Result(dims, tensors);
        var start = 0;
        foreach (var tensor in tensors)
        {
            var run = outer == 0 ? 0 : tensor.Count / outer;
            CopyRows(tensor.Span, 0, run, y.Span, start, y.Count / Math.Max(1, outer), outer, run);
            start += run;
        }
        y.Save(outer);
        y.Rule = static (y, g) =>
        {
            var outer = y.Saved<int>();
            for (int i = 0, start = 0; i < y.SourceCount && outer > 0; i++)
            {
                var tensor = y.Source(i);
                var run = tensor.Count / outer;
                if (tensor.RequiresGrad) CopyRows(g, start, g.Length / outer, tensor.GradientTarget(out var add), 0, run, outer, run, add);
                start += run;
            }
        };
        return y;
    }

    // Rows of so many elements from a matrix to another, whose own rows begin further apart.
    static void CopyRows(
        ReadOnlySpan<float> source, int sourceStart, int sourceRow, Span<float> target, int targetStart, int targetRow, int rows, int count, bool add = false) =>
        Strided.Copy(source, sourceStart, [sourceRow, 1], target, targetStart, [targetRow, 1], [rows, count], add);

    // Writes the shape with a new axis of size 1 and returns where that is.
    int WithAxis(int axis, Span<int> dims)
    {
        var index = axis < 0 ? axis + Rank + 1 : axis;
        if ((uint)index > (uint)Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Shape {ShapeException.Text(Dims)} takes a new axis at {-Rank - 1}..{Rank}.");
        Dims[..index].CopyTo(dims);
        dims[index] = 1;
        Dims[index..].CopyTo(dims[(index + 1)..]);
        return index;
    }

    static bool Joins(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int axis) =>
        a.Length == b.Length && a[..axis].SequenceEqual(b[..axis]) && a[(axis + 1)..].SequenceEqual(b[(axis + 1)..]);
}
