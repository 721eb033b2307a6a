using Assay.Tensors;

namespace Assay.Modules;

/// <summary>Brings each row (the last axis) to mean 0 and variance 1, then scales and shifts it (Ba, Kiros and Hinton 2016).</summary>
public sealed class LayerNorm : Layer
{
    readonly int _width;
    readonly double _epsilon;
    readonly Parameter? _weight, _bias;

    /// <param name="width">Size of the last axis.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="affine">False leaves out weight (ones at first) and bias (zeros).</param>
    public LayerNorm(int width, double epsilon = 1e-5, bool affine = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (_width, _epsilon) = (width, epsilon);
        if (!affine) return;
        _weight = new Parameter(width);
        _bias = new Parameter(width);
        Initialisers.Constant(_weight, 1);
    }

    /// <summary>(..., width) to (..., width).</summary>
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Normalise(x, null);

    /// <summary>The same of x + <paramref name="residual"/>, as it follows each part of a transformer's layer, without a pass for the sum.</summary>
    /// <param name="x">(..., width).</param>
    /// <param name="residual">The same shape.</param>
    /// <exception cref="ShapeException">The width is not the layer's, or the shapes differ.</exception>
    public Tensor Forward(Tensor x, Tensor residual)
    {
        ArgumentNullException.ThrowIfNull(residual);
        return Normalise(x, residual);
    }

    Tensor Normalise(Tensor x, Tensor? residual)
    {
        if (x.Rank == 0 || x.Dim(-1) != _width) throw new ShapeException($"LayerNorm needs (..., {_width}); given {x}.");
        return x.LayerNorm(_weight, _bias, (float)_epsilon, residual);
    }
}
