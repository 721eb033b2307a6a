using System.Numerics;
using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// The best prediction that a context allows on a <see cref="TopicProcess"/>: no function of these vectors has a smaller mean squared error, and as the
/// process is normal, none known has a higher mean cosine. A linear map of the context, because the filter is linear.
/// </summary>
sealed class KalmanLimit(TopicProcess process, int context) : VectorPredictor
{
    readonly Dictionary<int, Tensor> _weights = [];

    /// <inheritdoc/>
    public override string Name => "Kalman limit";

    /// <summary>Mean squared error of a component of the prediction, in closed form.</summary>
    public double Error
    {
        get
        {
            var sum = 0.0;
            foreach (var plane in process.Planes)
            {
                var filter = new TopicFilter(plane);
                for (var t = 0; t < context; t++) filter.Observe(Complex.Zero);
                sum += filter.Variance;
            }
            return sum / process.Width;
        }
    }

    /// <inheritdoc/>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null) => Predict(contexts, 1);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Rollout(VectorWindows windows, int[] places, int steps, float length, Tensor? queries = null)
    {
        var contexts = windows.Contexts(places);
        return [.. Enumerable.Range(1, steps).Select(ahead => Predict(contexts, ahead))];
    }

    /// <summary>The best prediction so many places ahead of the context, (windows, width).</summary>
    public Tensor Predict(Tensor contexts, int ahead)
    {
        using var paused = Tensor.PauseGradients();
        var mean = Tensor.From(process.Mean, process.Width);
        if (!_weights.TryGetValue(ahead, out var weights)) _weights[ahead] = weights = Weights(ahead).Keep();
        return (contexts - mean).Reshape(contexts.Dim(0), context * process.Width).MatMul(weights) + mean;
    }

    // (context x width, width): for each lag into the planes, times its complex weights, and back.
    Tensor Weights(int ahead)
    {
        var width = process.Width;
        var weights = process.Planes.Select(plane => TopicFilter.Weights(plane, context, ahead)).ToArray();
        var lags = new Tensor[context];
        for (var lag = 0; lag < context; lag++)
        {
            var turned = Tensor.Zeros(width, width);
            for (var row = 0; row < width; row++)
            {
                var basis = process.Basis.Span.Slice(row * width, width);
                for (var plane = 0; plane < weights.Length; plane++)
                {
                    var value = new Complex(basis[2 * plane], basis[(2 * plane) + 1]) * weights[plane][lag];
                    (turned.Span[(row * width) + (2 * plane)], turned.Span[(row * width) + (2 * plane) + 1]) = ((float)value.Real, (float)value.Imaginary);
                }
            }
            lags[lag] = turned.MatMul(process.Basis, transposeB: true);
        }
        return Tensor.Concat(0, lags);
    }
}
