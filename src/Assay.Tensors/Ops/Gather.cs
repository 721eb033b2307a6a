using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>
    /// Positions of axis 0 picked by index: (rows, ...) and n indices give (n, ...). An embedding is this on its table.
    /// The indices must stay as they are until Backward.
    /// </summary>
    /// <param name="indices">0-based.</param>
    /// <param name="padding">An index that receives no gradient, or -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the table.</exception>
    public Tensor Rows(int[] indices, int padding = -1)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (Rank == 0) throw new ShapeException("Rows needs a tensor with at least one axis; given a scalar.");
        foreach (var index in indices) CheckIndex(index, Dims[0]);
        Span<int> dims = stackalloc int[Rank];
        Dims.CopyTo(dims);
        dims[0] = indices.Length;
        var width = CountOf(dims[1..]);
        var y = Result(dims, this);
        RowTable.Gather(Span, indices, width, y.Span);
        y.Attached = indices;
        y.Save((width, padding));
        y.Rule = static (y, g) =>
        {
            var (width, padding) = y.Saved<(int, int)>();
            RowTable.Scatter(g, (int[])y.Attached!, width, y.Source(0).GradientSum(), padding);
        };
        return y;
    }

    /// <summary>
    /// One element of each line along an axis, which disappears: the log-probability of each target, for example.
    /// The indices must stay as they are until Backward.
    /// </summary>
    /// <param name="indices">0-based along the axis, one for each line, in row-major order of the other axes.</param>
    /// <param name="axis">The axis to pick from; negative counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the axis.</exception>
    public Tensor Pick(int[] indices, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var (outer, count, inner) = Around(axis = Axis(axis));
        if (indices.Length != outer * inner)
            throw new ShapeException($"Pick along axis {axis} of {ShapeException.Text(Dims)} needs {outer * inner} indices; given {indices.Length}.");
        foreach (var index in indices) CheckIndex(index, count);
        var y = Result(Without(axis, keep: false, stackalloc int[Rank]), this);
        Select.Forward(Span, indices, y.Span, count, inner);
        y.Attached = indices;
        y.Save((count, inner));
        y.Rule = static (y, g) =>
        {
            var (count, inner) = y.Saved<(int, int)>();
            Select.Backward(g, (int[])y.Attached!, y.Source(0).GradientSum(), count, inner);
        };
        return y;
    }

    static void CheckIndex(int index, int count)
    {
        if ((uint)index >= (uint)count)
            throw new ArgumentOutOfRangeException("indices", index, $"An index must be in 0..{count - 1}; given {index}.");
    }
}
