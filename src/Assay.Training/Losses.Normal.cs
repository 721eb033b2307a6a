using Assay.Tensors;

namespace Assay.Training;

// The second part of a variational autoencoder's loss (Kingma and Welling, "Auto-encoding variational Bayes", 2013).
public static partial class Losses
{
    /// <summary>
    /// The Kullback-Leibler divergence from the standard normal distribution of normal ones, in nats, summed over their elements and
    /// averaged over the batch.
    /// </summary>
    /// <param name="mean">(batch, ...).</param>
    /// <param name="logVariance">The same shape.</param>
    /// <param name="free">
    /// Nats that each element may have for nothing ("free bits": Kingma et al., "Improving variational inference with inverse autoregressive flow", 2016):
    /// an element whose divergence, averaged over the batch, is below it counts as that much and is not pulled further.
    /// </param>
    public static Tensor NormalDivergence(Tensor mean, Tensor logVariance, double free = 0)
    {
        if (!(free >= 0)) throw new ArgumentOutOfRangeException(nameof(free), free, $"Free nats must be at least 0; given {free}.");
        using var inside = Arena.Recycle();
        if (free == 0) return inside.Publish(mean.NormalDivergence(logVariance) * (1f / mean.Dim(0)));
        var divergences = NormalDivergences(mean, logVariance);
        return inside.Publish((divergences - (float)free).Relu().Sum() + (float)(free * divergences.Count));
    }

    /// <summary>The same for each element, averaged over the batch: of the shape (...).</summary>
    /// <param name="mean">(batch, ...).</param>
    /// <param name="logVariance">The same shape.</param>
    public static Tensor NormalDivergences(Tensor mean, Tensor logVariance)
    {
        RequireSameShape(mean, logVariance, nameof(logVariance));
        using var inside = Arena.Recycle();
        return inside.Publish((mean.Square() + logVariance.Exp() - logVariance - 1).Mean(0) * 0.5f);
    }
}
