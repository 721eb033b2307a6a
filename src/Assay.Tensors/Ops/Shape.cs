using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>The same elements under another shape; one size may be -1 and is then found from the others.</summary>
    public Tensor Reshape(params ReadOnlySpan<int> dims)
    {
        var sizes = dims.ToArray();
        var free = sizes.AsSpan().IndexOf(-1);
        if (free >= 0)
        {
            sizes[free] = 1;
            var rest = CountOf(sizes);
            sizes[free] = rest == 0 ? 0 : Count / rest;
        }
        if (CountOf(sizes) != Count)
            throw new ShapeException($"Shape {ShapeException.Text(_dims)} has {Count} elements and cannot become {ShapeException.Text(dims)}.");
        return Reshaped(sizes);
    }

    /// <summary>Without an axis of size 1.</summary>
    public Tensor Squeeze(int axis)
    {
        axis = Axis(axis);
        if (_dims[axis] != 1) throw new ShapeException($"Squeeze needs size 1 at axis {axis}; given {ShapeException.Text(_dims)}.");
        return Reshaped(Without(axis, keep: false));
    }

    /// <summary>With a new axis of size 1 before <paramref name="axis"/>; -1 appends one.</summary>
    public Tensor Unsqueeze(int axis)
    {
        var index = axis < 0 ? axis + Rank + 1 : axis;
        if ((uint)index > (uint)Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Shape {ShapeException.Text(_dims)} takes a new axis at {-Rank - 1}..{Rank}.");
        return Reshaped([.. _dims[..index], 1, .. _dims[index..]]);
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
        if (order.Length != Rank) throw new ShapeException($"Permute needs all {Rank} axes of {ShapeException.Text(_dims)}; given {ShapeException.Text(order)}.");
        var own = Strided.Of(_dims);
        var (dims, strides) = (new int[Rank], new int[Rank]);
        var seen = 0u;
        for (var i = 0; i < dims.Length; i++)
        {
            var axis = Axis(order[i]);
            (dims[i], strides[i]) = (_dims[axis], own[axis]);
            seen |= 1u << axis;
        }
        if (seen != (1u << Rank) - 1) throw new ShapeException($"Permute needs each axis of {ShapeException.Text(_dims)} once; given {ShapeException.Text(order)}.");
        var y = Result(dims, this);
        Strided.Copy(Span, 0, strides, y.Span, 0, Strided.Of(dims), dims);
        if (y.Recorded) y.Rule = g => Strided.Copy(g, 0, Strided.Of(dims), GradientTarget(out var add), 0, strides, dims, add);
        return y;
    }

    /// <summary><paramref name="count"/> positions of an axis, from <paramref name="start"/> (negative: from the end).</summary>
    public Tensor Slice(int axis, int start, int count)
    {
        axis = Axis(axis);
        var first = start < 0 ? start + _dims[axis] : start;
        if (first < 0 || count < 0 || first > _dims[axis] - count)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"{count} positions from {start} do not fit axis {axis} of {ShapeException.Text(_dims)}.");
        if (first == 0 && count == _dims[axis]) return this;
        var dims = _dims.AsSpan().ToArray();
        dims[axis] = count;
        var own = Strided.Of(_dims);
        var offset = first * own[axis];
        var y = Result(dims, this);
        Strided.Copy(Span, offset, own, y.Span, 0, Strided.Of(dims), dims);
        if (y.Recorded) y.Rule = g => Strided.Copy(g, 0, Strided.Of(dims), GradientSum(), offset, own, dims, add: true);
        return y;
    }

    /// <summary>Tensors one after another along an axis; all other sizes must be equal.</summary>
    public static Tensor Concat(int axis, params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Length == 0) throw new ArgumentException("Concat needs at least one tensor; given none.");
        axis = tensors[0].Axis(axis);
        var dims = tensors[0].Dims.ToArray();
        for (var i = 1; i < tensors.Length; i++)
        {
            var other = tensors[i]._dims;
            if (!Joins(tensors[0]._dims, other, axis))
                throw new ShapeException($"Concat along axis {axis} needs equal other sizes; given {ShapeException.Text(tensors[0]._dims)} and {ShapeException.Text(other)}.");
            dims[axis] += other[axis];
        }
        var y = Result(dims, tensors);
        var strides = Strided.Of(dims);
        var offset = 0;
        foreach (var tensor in tensors)
        {
            Strided.Copy(tensor.Span, 0, Strided.Of(tensor._dims), y.Span, offset, strides, tensor._dims);
            offset += tensor._dims[axis] * strides[axis];
        }
        if (y.Recorded)
        {
            y.Rule = g =>
            {
                // Not the caller's array, which may hold other tensors by now.
                var start = 0;
                foreach (var tensor in y._sources)
                {
                    var own = tensor._dims;
                    if (tensor.RequiresGrad)
                        Strided.Copy(g, start, strides, tensor.GradientTarget(out var add), 0, Strided.Of(own), own, add);
                    start += tensor._dims[axis] * strides[axis];
                }
            };
        }
        return y;
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    public static Tensor Stack(int axis, params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Length == 0) throw new ArgumentException("Stack needs at least one tensor; given none.");
        var position = axis < 0 ? axis + tensors[0].Rank + 1 : axis;
        return Concat(position, Array.ConvertAll(tensors, tensor => tensor.Unsqueeze(position)));
    }

    Tensor Reshaped(int[] dims)
    {
        var y = Result(dims, this);
        Span.CopyTo(y.Span);
        if (y.Recorded) y.Rule = g => Elementwise.Map(default(Identity), g, GradientTarget(out var add), add);
        return y;
    }

    static bool Joins(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int axis) =>
        a.Length == b.Length && a[..axis].SequenceEqual(b[..axis]) && a[(axis + 1)..].SequenceEqual(b[(axis + 1)..]);
}
