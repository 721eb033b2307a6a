using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>A tensor filled with 0.</summary>
    public static Tensor Zeros(params ReadOnlySpan<int> dims) => Full(0f, dims);

    /// <summary>A tensor filled with 1.</summary>
    public static Tensor Ones(params ReadOnlySpan<int> dims) => Full(1f, dims);

    /// <summary>A tensor filled with <paramref name="value"/>.</summary>
    public static Tensor Full(float value, params ReadOnlySpan<int> dims)
    {
        var y = New(dims);
        y.Span.Fill(value);
        return y;
    }

    /// <summary>A tensor of no axes and one element.</summary>
    public static Tensor Scalar(float value) => Full(value);

    /// <summary>A copy of <paramref name="values"/>, row-major, under the shape <paramref name="dims"/>; without dims one axis.</summary>
    /// <exception cref="ShapeException">The shape has another number of elements.</exception>
    public static Tensor From(ReadOnlySpan<float> values, params ReadOnlySpan<int> dims)
    {
        ReadOnlySpan<int> line = [values.Length];
        var y = New(dims.IsEmpty && values.Length != 1 ? line : dims);
        if (values.Length != y.Count)
            throw new ShapeException($"Shape {ShapeException.Text(y.Dims)} needs {y.Count} elements; given {values.Length}.");
        values.CopyTo(y.Span);
        return y;
    }

    /// <summary>The same from an array.</summary>
    public static Tensor From(float[] values, params ReadOnlySpan<int> dims) => From((ReadOnlySpan<float>)values, dims);

    /// <summary>0, 1, .. count - 1 along one axis.</summary>
    public static Tensor Arange(int count)
    {
        var y = New([count]);
        var values = y.Span;
        for (var i = 0; i < values.Length; i++) values[i] = i;
        return y;
    }

    /// <summary>Independent numbers uniform in [low, high).</summary>
    public static Tensor Uniform(Rng rng, float low, float high, params ReadOnlySpan<int> dims)
    {
        ArgumentNullException.ThrowIfNull(rng);
        var y = New(dims);
        foreach (ref var value in y.Span) value = low + ((high - low) * rng.NextFloat());
        return y;
    }

    /// <summary>Independent normal numbers.</summary>
    public static Tensor Normal(Rng rng, float mean, float deviation, params ReadOnlySpan<int> dims)
    {
        ArgumentNullException.ThrowIfNull(rng);
        var y = New(dims);
        rng.FillNormal(y.Span);
        if (mean == 0 && deviation == 1) return y;
        foreach (ref var value in y.Span) value = mean + (deviation * value);
        return y;
    }
}
