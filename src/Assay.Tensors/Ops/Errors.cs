using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>Mean of (this - target)^2 over all elements, as one op; the sum is taken in double.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public Tensor MeanSquaredError(Tensor target)
    {
        if (!target.Dims.SequenceEqual(Dims))
            throw new ShapeException($"The mean squared error needs equal shapes; given {ShapeException.Text(_dims)} and {ShapeException.Text(target._dims)}.");
        if (Count == 0) throw new ShapeException("The mean squared error of nothing is not a number; given no elements.");
        var difference = new Tensor(_dims);
        Elementwise.Map(default(Difference), Span, target.Span, difference.Span);
        var y = Result([], this, target);
        y.Span[0] = (float)(Updates.SquaredNorm(difference.Span) / Count);
        if (y.Recorded)
        {
            y.Rule = g =>
            {
                var factor = 2 * g[0] / Count;
                if (RequiresGrad) Elementwise.Map(new Scaled(factor), difference.Span, GradientTarget(out var add), add);
                if (target.RequiresGrad) Elementwise.Map(new Scaled(-factor), difference.Span, target.GradientTarget(out var add), add);
            };
        }
        return y;
    }
}
