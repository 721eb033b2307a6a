using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>e^x.</summary>
    public Tensor Exp() => OfResult(default(Exponential), default(Product));

    /// <summary>Natural logarithm: -infinity at 0, NaN below it.</summary>
    public Tensor Log() => OfInput(default(Logarithm), default(Quotient));

    /// <summary>Square root; NaN below 0.</summary>
    public Tensor Sqrt() => OfResult(default(SquareRoot), default(SquareRootGradient));

    /// <summary>x^2.</summary>
    public Tensor Square() => OfInput(default(Squared), default(SquaredGradient));

    /// <summary>|x|, with gradient 0 at 0.</summary>
    public Tensor Abs() => OfInput(default(Absolute), default(AbsoluteGradient));

    /// <summary>x^exponent; NaN for a negative x unless the exponent is whole.</summary>
    public Tensor Pow(float exponent)
    {
        if (exponent == 2f) return Square();
        if (exponent == 0.5f) return Sqrt();
        var y = Result(Dims, this);
        Power.Forward(Span, y.Span, exponent);
        y.Save(exponent);
        y.Rule = static (y, g) => Power.Backward(g, y.Source(0).Span, y.Source(0).GradientTarget(y, out var add), y.Saved<float>(), add);
        return y;
    }

    /// <summary>x limited to [min, max]; the gradient is 0 outside.</summary>
    public Tensor Clamp(float min, float max)
    {
        if (!(min <= max)) throw new ArgumentException($"Clamp needs min <= max; given {min} and {max}.");
        return OfInput(new Clamped(min, max), new ClampedGradient(min, max));
    }

    /// <summary>Hyperbolic tangent.</summary>
    public Tensor Tanh() => OfResult(default(HyperbolicTangent), default(HyperbolicTangentGradient));

    /// <summary>1 / (1 + e^-x).</summary>
    public Tensor Sigmoid() => OfResult(default(Logistic), default(LogisticGradient));

    /// <summary>max(0, x), with gradient 0 at 0.</summary>
    public Tensor Relu() => OfInput(default(Rectified), default(RectifiedGradient));

    /// <summary>x Phi(x), or its approximation by tanh (Hendrycks and Gimpel, "Gaussian error linear units", 2016).</summary>
    public Tensor Gelu(bool tanhApproximation = false) => tanhApproximation
        ? OfInput(default(GeluTanh), default(GeluTanhGradient))
        : OfInput(default(Gelu), default(GeluGradient));

    /// <summary>x sigmoid(x).</summary>
    public Tensor Silu() => OfInput(default(Swish), default(SwishGradient));

    /// <summary>log(1 + e^x).</summary>
    public Tensor Softplus() => OfInput(default(SoftRectified), default(SoftRectifiedGradient));

    // gradient(g)
    Tensor Affine<F, G>(F function, G gradient)
        where F : struct, IUnary
        where G : unmanaged, IUnary
    {
        var y = Result(Dims, this);
        Elementwise.Map(function, Span, y.Span);
        y.Save(gradient);
        y.Rule = static (y, g) => Elementwise.Map(y.Saved<G>(), g, y.Source(0).GradientTarget(y, out var add), add);
        return y;
    }

    // gradient(g, x)
    Tensor OfInput<F, G>(F function, G gradient)
        where F : struct, IUnary
        where G : unmanaged, IBinary
    {
        var y = Result(Dims, this);
        Elementwise.Map(function, Span, y.Span);
        y.Save(gradient);
        y.Rule = static (y, g) => Elementwise.Map(y.Saved<G>(), g, y.Source(0).Span, y.Source(0).GradientTarget(y, out var add), add);
        return y;
    }

    // gradient(g, y)
    Tensor OfResult<F, G>(F function, G gradient)
        where F : struct, IUnary
        where G : unmanaged, IBinary
    {
        var y = Result(Dims, this);
        Elementwise.Map(function, Span, y.Span);
        y.Save(gradient);
        y.Rule = static (y, g) => Elementwise.Map(y.Saved<G>(), g, y.Span, y.Source(0).GradientTarget(y, out var add), add);
        return y;
    }
}
