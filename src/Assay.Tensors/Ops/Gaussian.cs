using Assay.Tensors.Kernels;

namespace Assay.Tensors;

// What a variational autoencoder does with a mean and the logarithm of a variance (Kingma and Welling, "Auto-encoding variational Bayes", 2013).
public partial class Tensor
{
    /// <summary>
    /// This + e^(logVariance / 2) noise: numbers of this mean and that variance if the noise is standard normal, with gradients
    /// to mean and variance.
    /// </summary>
    /// <param name="logVariance">Of this shape.</param>
    /// <param name="noise">Of this shape; it gets no gradient.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public Tensor WithNoise(Tensor logVariance, Tensor noise)
    {
        CheckSameDims(logVariance, nameof(logVariance));
        CheckSameDims(noise, nameof(noise));
        var y = Result(Dims, this, logVariance, noise);
        Elementwise.Map(default(Noisy), Values, logVariance.Values, noise.Values, y.Span);
        y.Rule = static (y, g) =>
        {
            var (mean, logVariance, noise) = (y.Source(0), y.Source(1), y.Source(2));
            if (logVariance.RequiresGrad)
                Elementwise.Map(default(NoisyGradient), g, logVariance.Values, noise.Values, logVariance.GradientTarget(out var add), add);
            if (mean.RequiresGrad) mean.PassGradient(y, g);
        };
        return y;
    }

    /// <summary>
    /// The Kullback-Leibler divergence of normal distributions with this mean from the standard normal one, summed over all
    /// elements: (mean^2 + e^logVariance - logVariance - 1) / 2.
    /// </summary>
    /// <param name="logVariance">Of this shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public Tensor NormalDivergence(Tensor logVariance)
    {
        CheckSameDims(logVariance, nameof(logVariance));
        var y = Result([], this, logVariance);
        var terms = Scratch(Dims).Span;
        Elementwise.Map(default(Divergence), Values, logVariance.Values, terms);
        Reduction.Sum(terms, y.Span, 1, terms.Length, 1, 0.5f);
        y.Rule = static (y, g) =>
        {
            var (mean, logVariance) = (y.Source(0), y.Source(1));
            if (mean.RequiresGrad) Elementwise.Map(new Scaled(g[0]), mean.Values, mean.GradientTarget(out var add), add);
            if (logVariance.RequiresGrad)
                Elementwise.Map(new DivergenceGradient(g[0]), logVariance.Values, logVariance.GradientTarget(out var add), add);
        };
        return y;
    }

    void CheckSameDims(Tensor other, string name)
    {
        ArgumentNullException.ThrowIfNull(other, name);
        if (!other.Dims.SequenceEqual(Dims))
            throw new ShapeException($"'{name}' has shape {ShapeException.Text(other.Dims)}; needed: that of the mean, {ShapeException.Text(Dims)}.");
    }
}
