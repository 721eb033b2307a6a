using Assay.Tensors.Kernels;

namespace Assay.Tensors;

// Rows are combined in double precision and rounded once.
public partial class Tensor
{
    /// <summary>Each row of the result is the combination of rows of x, y and v that <typeparamref name="M"/> says.</summary>
    /// <param name="x">(..., width).</param>
    /// <param name="y">Null, or a tensor that broadcasts with <paramref name="x"/>.</param>
    /// <param name="v">Null, or a tensor that broadcasts with both.</param>
    /// <param name="constant">One element, with gradient; null for <paramref name="value"/>.</param>
    /// <param name="value">The constant where there is no tensor of it.</param>
    /// <returns>(..., width).</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast, are scalars, or the constant has several elements.</exception>
    public static Tensor MapRows<M>(Tensor x, Tensor? y, Tensor? v, Tensor? constant, double value = 0)
        where M : struct, IRowMap
    {
        CommonRows(ref x, ref y, ref v, constant);
        var result = Result(x.Dims, x, y, v, constant);
        RowKernels.Map<M>(x.Values, ValuesOf(y), ValuesOf(v), constant?.Item() ?? value, result.Span, x.Dims[^1]);
        result.Save(value);
        result.Rule = static (result, g) => RowGradients<RowKernels.MapSlopes<M>>(result, g);
        return result;
    }

    /// <summary>Each element of the result is the number that <typeparamref name="F"/> says of rows of x, y and v.</summary>
    /// <inheritdoc cref="MapRows{M}(Tensor, Tensor?, Tensor?, Tensor?, double)"/>
    /// <returns>(...), without the last axis.</returns>
    public static Tensor ReduceRows<F>(Tensor x, Tensor? y, Tensor? v, Tensor? constant, double value = 0)
        where F : struct, IRowFunction
    {
        CommonRows(ref x, ref y, ref v, constant);
        var result = Result(x.Dims[..^1], x, y, v, constant);
        RowKernels.Reduce<F>(x.Values, ValuesOf(y), ValuesOf(v), constant?.Item() ?? value, result.Span, x.Dims[^1]);
        result.Save(value);
        result.Rule = static (result, g) => RowGradients<RowKernels.ReduceSlopes<F>>(result, g);
        return result;
    }

    /// <summary>The same as <see cref="MapRows{M}(Tensor, Tensor?, Tensor?, Tensor?, double)"/> on rows in memory, without gradient or allocation.</summary>
    /// <param name="x">Rows of <paramref name="width"/> numbers.</param>
    /// <param name="y">As many, or none.</param>
    /// <param name="v">As many, or none.</param>
    /// <param name="constant">What all rows share.</param>
    /// <param name="target">As many; it may be one of the others.</param>
    /// <param name="width">Numbers in a row.</param>
    public static void MapRows<M>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> v, double constant, Span<float> target, int width)
        where M : struct, IRowMap
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Check(x.Length, nameof(x), target.Length, width);
        if (!y.IsEmpty) Check(y.Length, nameof(y), target.Length, width);
        if (!v.IsEmpty) Check(v.Length, nameof(v), target.Length, width);
        RowKernels.Map<M>(x, y, v, constant, target, width);

        static void Check(int count, string name, int needed, int width)
        {
            if (count != needed || count % width != 0)
                throw new ArgumentException($"'{name}' has {count} numbers; needed: whole rows of {width}, as many as the {needed} of the target.", name);
        }
    }

    static void CommonRows(ref Tensor x, ref Tensor? y, ref Tensor? v, Tensor? constant)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (y is not null) (x, y) = Broadcast(x, y);
        if (v is not null) (x, v) = Broadcast(x, v);
        if (y is not null && v is not null) (x, y) = Broadcast(x, y);
        if (x.Rank == 0) throw new ShapeException("Rows need at least one axis; given a scalar.");
        if (constant is not null && constant.Count != 1)
            throw new ShapeException($"The number that all rows share needs one element; given {ShapeException.Text(constant.Dims)}.");
    }

    // One operand after the other: they may share memory.
    static void RowGradients<S>(Tensor result, ReadOnlySpan<float> g)
        where S : struct, IRowSlopes
    {
        var (x, y, v, constant) = (result.Source(0), result.OptionalSource(1), result.OptionalSource(2), result.OptionalSource(3));
        var (width, rows) = (x.Dims[^1], CountOf(x.Dims[..^1]));
        var weights = Scratch(rows, RowKernels.WeightFloats);
        var operands = new RowKernels.Operands(x.Values, ValuesOf(y), ValuesOf(v), constant?.Item() ?? result.Saved<double>(), width);
        RowKernels.Slopes<S>(operands, g, weights.Span);
        if (x.RequiresGrad) RowKernels.Gradient(RowOperand.X, S.Sign, S.PerRow, operands, g, weights.Span, x.GradientTarget(out var add), add);
        if (y is { RequiresGrad: true }) RowKernels.Gradient(RowOperand.Y, S.Sign, S.PerRow, operands, g, weights.Span, y.GradientTarget(out var add), add);
        if (v is { RequiresGrad: true }) RowKernels.Gradient(RowOperand.V, S.Sign, S.PerRow, operands, g, weights.Span, v.GradientTarget(out var add), add);
        if (constant is not { RequiresGrad: true }) return;
        var each = Scratch(rows).Span;
        RowKernels.ConstantSlopes(weights.Span, each);
        Reduction.Sum(each, constant.GradientTarget(out var addTo), 1, rows, 1, 1f, addTo);
    }
}
