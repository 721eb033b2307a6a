using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>Mean of (this - target)^2 over all elements, as one op; the sum is taken in double.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public Tensor MeanSquaredError(Tensor target)
    {
        if (!target.Dims.SequenceEqual(Dims))
            throw new ShapeException($"The mean squared error needs equal shapes; given {ShapeException.Text(Dims)} and {ShapeException.Text(target.Dims)}.");
        if (Count == 0) throw new ShapeException("The mean squared error of nothing is not a number; given no elements.");
        var difference = Scratch(Dims);
        Elementwise.Map(default(Difference), Span, target.Span, difference.Span);
        var y = Result([], this, target, difference);
        y.Span[0] = (float)(Updates.SquaredNorm(difference.Span) / Count);
        y.Rule = static (y, g) =>
        {
            var (output, target) = (y.Source(0), y.Source(1));
            var difference = y.Source(2).Span;
            var factor = 2 * g[0] / difference.Length;
            if (output.RequiresGrad) Elementwise.Map(new Scaled(factor), difference, output.GradientTarget(out var add), add);
            if (target.RequiresGrad) Elementwise.Map(new Scaled(-factor), difference, target.GradientTarget(out var add), add);
        };
        return y;
    }
}
