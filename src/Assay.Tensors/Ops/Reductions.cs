using System.Runtime.InteropServices;
using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>The sum of all elements, shape ().</summary>
    public Tensor Sum() => Summed([], 1, Count, 1, 1f);

    /// <summary>The mean of all elements, shape (); NaN of none.</summary>
    public Tensor Mean() => Summed([], 1, Count, 1, 1f / Count);

    /// <summary>The sum along an axis, which disappears or is kept with size 1.</summary>
    public Tensor Sum(int axis, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        return Summed(Without(axis, keepAxis, stackalloc int[Rank]), outer, count, inner, 1f);
    }

    /// <summary>The mean along an axis, which disappears or is kept with size 1.</summary>
    public Tensor Mean(int axis, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        return Summed(Without(axis, keepAxis, stackalloc int[Rank]), outer, count, inner, 1f / count);
    }

    /// <summary>The variance along an axis: the mean squared distance from the mean, over count - 1 if <paramref name="unbiased"/>.</summary>
    public Tensor Variance(int axis, bool unbiased = true, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        using var inside = Arena.Recycle();
        var squares = (this - Mean(axis, keepAxis: true)).Square();
        return inside.Publish(
            squares.Summed(Without(axis, keepAxis, stackalloc int[Rank]), outer, count, inner, 1f / (unbiased ? count - 1 : count)));
    }

    /// <summary>The largest of all elements, shape (); NaN if one is. The gradient goes to the first largest.</summary>
    public Tensor Max() => ExtremeOf([], 1, Count, 1, smallest: false);

    /// <summary>The smallest of all elements, shape (); NaN if one is. The gradient goes to the first smallest.</summary>
    public Tensor Min() => ExtremeOf([], 1, Count, 1, smallest: true);

    /// <summary>The largest along an axis, which disappears or is kept with size 1. The gradient goes to the first largest.</summary>
    public Tensor Max(int axis, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        return ExtremeOf(Without(axis, keepAxis, stackalloc int[Rank]), outer, count, inner, smallest: false);
    }

    /// <summary>The smallest along an axis, which disappears or is kept with size 1. The gradient goes to the first smallest.</summary>
    public Tensor Min(int axis, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        return ExtremeOf(Without(axis, keepAxis, stackalloc int[Rank]), outer, count, inner, smallest: true);
    }

    /// <summary>The 0-based position of the first largest along an axis, in row-major order of the other axes; a NaN counts as largest.</summary>
    public int[] ArgMax(int axis = -1)
    {
        var (outer, _, inner) = Around(Axis(axis));
        var positions = new int[outer * inner];
        ArgMax(positions, axis);
        return positions;
    }

    /// <summary>The same written to <paramref name="positions"/>.</summary>
    /// <exception cref="ArgumentException">There is not one place for each line along the axis.</exception>
    public void ArgMax(Span<int> positions, int axis = -1)
    {
        var (outer, count, inner) = Around(Axis(axis));
        if (positions.Length != outer * inner)
            throw new ArgumentException($"{ShapeException.Text(Dims)} has {outer * inner} lines along axis {axis}; given room for {positions.Length} positions.", nameof(positions));
        Find(positions, outer, count, inner, smallest: false);
    }

    Tensor Summed(ReadOnlySpan<int> dims, int outer, int count, int inner, float scale)
    {
        var y = Result(dims, this);
        Reduction.Sum(Span, y.Span, outer, count, inner, scale);
        y.Save((outer, count, inner, scale));
        y.Rule = static (y, g) =>
        {
            var (outer, count, inner, scale) = y.Saved<(int, int, int, float)>();
            Reduction.Spread(g, y.Source(0).GradientTarget(out var add), outer, count, inner, scale, add);
        };
        return y;
    }

    Tensor ExtremeOf(ReadOnlySpan<int> dims, int outer, int count, int inner, bool smallest)
    {
        var positions = Scratch(outer * inner);
        Find(Integers(positions), outer, count, inner, smallest);
        var y = Result(dims, this, positions);
        Select.Forward(Span, Integers(positions), y.Span, count, inner);
        y.Save((count, inner));
        y.Rule = static (y, g) =>
        {
            var (count, inner) = y.Saved<(int, int)>();
            Select.Backward(g, Integers(y.Source(1)), y.Source(0).GradientSum(), count, inner);
        };
        return y;

        // An int is as long as a float, and so a step's memory can hold either.
        static Span<int> Integers(Tensor tensor) => MemoryMarshal.Cast<float, int>(tensor.Span);
    }

    void Find(Span<int> positions, int outer, int count, int inner, bool smallest)
    {
        if (count == 0) throw new ShapeException($"No largest or smallest of no elements; this tensor has shape {ShapeException.Text(Dims)}.");
        Extreme.Find(Span, positions, outer, count, inner, smallest);
    }

    /// <summary>The shape seen from one axis: elements before it, its size, elements after it.</summary>
    (int Outer, int Count, int Inner) Around(int axis) => (CountOf(Dims[..axis]), Dims[axis], CountOf(Dims[(axis + 1)..]));

    /// <summary>The shape without an axis, or with size 1 there, written to <paramref name="room"/> for as many sizes as this has axes.</summary>
    ReadOnlySpan<int> Without(int axis, bool keep, Span<int> room)
    {
        Dims.CopyTo(room);
        if (keep)
        {
            room[axis] = 1;
            return room;
        }
        Dims[(axis + 1)..].CopyTo(room[axis..]);
        return room[..^1];
    }
}
