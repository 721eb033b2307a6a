using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>Losses of points in the ball.</summary>
static class HyperbolicLosses
{
    /// <summary>
    /// Mean over pairs of the smooth absolute difference (Huber, half a square below 1) of their hyperbolic distance from 3 e^(-v / 3), where v is the
    /// valuation of the difference of their indices.
    /// </summary>
    /// <param name="points">(batch, latent)</param>
    /// <param name="batch">With its pairs.</param>
    /// <param name="ball">Where the points are.</param>
    /// <param name="pairs">How many of the batch's pairs are compared.</param>
    public static Tensor Geodesic(Tensor points, TernaryBatch batch, PoincareBall ball, int pairs)
    {
        var (first, second) = (batch.First[..pairs], batch.Second[..pairs]);
        var targets = Tensor.Zeros(pairs);
        for (var pair = 0; pair < pairs; pair++) targets.Span[pair] = (float)Target(TernaryOperations.PairValuation(batch.Places[first[pair]], batch.Places[second[pair]]));
        var difference = (ball.Distance(points.Rows(first), points.Rows(second)) - targets).Abs();
        // Half the square of what is below 1, and all that is above.
        return ((difference.Clamp(0, 1).Square() * 0.5f) + (difference - 1f).Relu()).Mean();
    }

    /// <summary>The hyperbolic distance that two operations are to have.</summary>
    public static double Target(int valuation) => 3 * Math.Exp(-valuation / 3.0);

    /// <summary>Mean hyperbolic distance of each operation from the prototype of its level.</summary>
    /// <param name="points">(batch, latent)</param>
    /// <param name="prototypes">(10, latent)</param>
    /// <param name="batch">The operations.</param>
    /// <param name="ball">Where all of them are.</param>
    public static Tensor Prototypes(Tensor points, Tensor prototypes, TernaryBatch batch, PoincareBall ball) =>
        ball.Distance(points, prototypes.Rows(batch.Valuations)).Mean();
}
