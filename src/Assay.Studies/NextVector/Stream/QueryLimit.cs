using System.Numerics;
using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// The best prediction that a context and a query allow on a <see cref="TopicProcess"/>, where the query is the mean of the document's vectors outside of the
/// window: the conditional expectation of normal variables, which is linear in both, with weights that depend on where in its document a window stands.
/// </summary>
sealed class QueryLimit(TopicProcess process) : VectorPredictor
{
    /// <inheritdoc/>
    public override string Name => "Kalman limit";

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: the weights depend on the place in the document.</exception>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null) => throw new NotSupportedException("The limit with queries needs windows of a corpus, not contexts alone.");

    /// <inheritdoc/>
    public override Tensor Predict(VectorWindows windows, int[] places, Tensor? queries = null) => Predict(windows, places, queries, 1);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Rollout(VectorWindows windows, int[] places, int steps, float length, Tensor? queries = null) =>
        [.. Enumerable.Range(1, steps).Select(ahead => Predict(windows, places, queries, ahead))];

    Tensor Predict(VectorWindows windows, int[] places, Tensor? queries, int ahead)
    {
        using var paused = Tensor.PauseGradients();
        ArgumentNullException.ThrowIfNull(queries);
        var (width, context) = (process.Width, windows.Context);
        var mean = Tensor.From(process.Mean, width);
        var seen = (windows.Contexts(places) - mean).Reshape(places.Length * context, width).MatMul(process.Basis).ToArray();
        var asked = (queries - mean).MatMul(process.Basis).ToArray();
        var predicted = new float[places.Length * width];
        for (var plane = 0; plane < process.Planes.Count; plane++)
        {
            var covariances = new Dictionary<(int Length, int First), Complex[]>();
            var sums = new DocumentCovariances(process.Planes[plane]);
            for (var i = 0; i < places.Length; i++)
            {
                var segment = SegmentOf(windows.Corpus, windows.First(places[i]));
                var place = (Length: segment.Count, First: windows.First(places[i]) - segment.First);
                if (!covariances.TryGetValue(place, out var weights)) covariances[place] = weights = sums.Weights(place.Length, place.First, context, ahead);
                var value = Complex.Zero;
                for (var lag = 0; lag < context; lag++) value += weights[lag] * At(seen, (i * context) + lag);
                if (weights.Length > context) value += weights[context] * At(asked, i);
                (predicted[(i * width) + (2 * plane)], predicted[(i * width) + (2 * plane) + 1]) = ((float)value.Real, (float)value.Imaginary);
            }

            Complex At(float[] rows, int row) => new(rows[(row * width) + (2 * plane)], rows[(row * width) + (2 * plane) + 1]);
        }
        return Tensor.From(predicted, places.Length, width).MatMul(process.Basis, transposeB: true) + mean;
    }

    static Segment SegmentOf(VectorCorpus corpus, int row)
    {
        var (low, high) = (0, corpus.Segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (corpus.Segments[middle].First <= row) low = middle;
            else high = middle - 1;
        }
        return corpus.Segments[low];
    }
}
