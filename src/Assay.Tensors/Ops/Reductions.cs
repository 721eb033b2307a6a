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
        return Summed(Without(axis, keepAxis), outer, count, inner, 1f);
    }

    /// <summary>The mean along an axis, which disappears or is kept with size 1.</summary>
    public Tensor Mean(int axis, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        return Summed(Without(axis, keepAxis), outer, count, inner, 1f / count);
    }

    /// <summary>The variance along an axis: the mean squared distance from the mean, over count - 1 if <paramref name="unbiased"/>.</summary>
    public Tensor Variance(int axis, bool unbiased = true, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        var squares = (this - Mean(axis, keepAxis: true)).Square();
        return squares.Summed(Without(axis, keepAxis), outer, count, inner, 1f / (unbiased ? count - 1 : count));
    }

    /// <summary>The largest of all elements, shape (); NaN if one is. The gradient goes to the first largest.</summary>
    public Tensor Max() => ExtremeOf([], 1, Count, 1, smallest: false);

    /// <summary>The smallest of all elements, shape (); NaN if one is. The gradient goes to the first smallest.</summary>
    public Tensor Min() => ExtremeOf([], 1, Count, 1, smallest: true);

    /// <summary>The largest along an axis, which disappears or is kept with size 1. The gradient goes to the first largest.</summary>
    public Tensor Max(int axis, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        return ExtremeOf(Without(axis, keepAxis), outer, count, inner, smallest: false);
    }

    /// <summary>The smallest along an axis, which disappears or is kept with size 1. The gradient goes to the first smallest.</summary>
    public Tensor Min(int axis, bool keepAxis = false)
    {
        var (outer, count, inner) = Around(axis = Axis(axis));
        return ExtremeOf(Without(axis, keepAxis), outer, count, inner, smallest: true);
    }

    /// <summary>The 0-based position of the first largest along an axis, in row-major order of the other axes; a NaN counts as largest.</summary>
    public int[] ArgMax(int axis = -1)
    {
        var (outer, count, inner) = Around(Axis(axis));
        return Positions(outer, count, inner, smallest: false);
    }

    Tensor Summed(int[] dims, int outer, int count, int inner, float scale)
    {
        var y = Result(dims, this);
        Reduction.Sum(Span, y.Span, outer, count, inner, scale);
        if (y.Recorded) y.Rule = g => Reduction.Spread(g, GradientTarget(out var add), outer, count, inner, scale, add);
        return y;
    }

    Tensor ExtremeOf(int[] dims, int outer, int count, int inner, bool smallest)
    {
        var position = Positions(outer, count, inner, smallest);
        var y = Result(dims, this);
        Select.Forward(Span, position, y.Span, count, inner);
        if (y.Recorded) y.Rule = g => Select.Backward(g, position, GradientSum(), count, inner);
        return y;
    }

    int[] Positions(int outer, int count, int inner, bool smallest)
    {
        if (count == 0) throw new ShapeException($"No largest or smallest of no elements; this tensor has shape {ShapeException.Text(_dims)}.");
        var position = new int[outer * inner];
        Extreme.Find(Span, position, outer, count, inner, smallest);
        return position;
    }

    /// <summary>The shape seen from one axis: elements before it, its size, elements after it.</summary>
    (int Outer, int Count, int Inner) Around(int axis) =>
        (CountOf(_dims.AsSpan(0, axis)), _dims[axis], CountOf(_dims.AsSpan(axis + 1)));

    int[] Without(int axis, bool keep) => keep
        ? [.. _dims[..axis], 1, .. _dims[(axis + 1)..]]
        : [.. _dims[..axis], .. _dims[(axis + 1)..]];
}
