using System.Numerics;
using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// The best prediction that all vectors of the document before the target allow, on a <see cref="TopicProcess"/>: what a longer context could bring at most.
/// </summary>
sealed class KalmanFilter(TopicProcess process) : VectorPredictor
{
    // Of the segment filtered last: what is known of offset and topic before each of its rows, (rows, planes).
    (Segment Segment, Complex[] Offsets, Complex[] Topics)? _filtered;

    /// <inheritdoc/>
    public override string Name => "Kalman limit, whole past";

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: a context alone has no past.</exception>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null) => throw new NotSupportedException("The filter needs windows of a corpus, not contexts alone.");

    /// <inheritdoc/>
    public override Tensor Predict(VectorWindows windows, int[] places, Tensor? queries = null) => Predict(windows, places, 1);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Rollout(VectorWindows windows, int[] places, int steps, float length, Tensor? queries = null) =>
        [.. Enumerable.Range(1, steps).Select(ahead => Predict(windows, places, ahead))];

    Tensor Predict(VectorWindows windows, int[] places, int ahead)
    {
        using var paused = Tensor.PauseGradients();
        var width = process.Width;
        var coordinates = Tensor.Zeros(places.Length, width);
        Complex[] steps = [.. process.Planes.Select(plane => Complex.Pow(plane.Step, ahead - 1))];
        for (var i = 0; i < places.Length; i++)
        {
            var target = windows.Target(places[i]);
            var (segment, offsets, topics) = Filtered(windows.Corpus, target);
            var row = coordinates.Span.Slice(i * width, width);
            var known = (target - segment.First) * steps.Length;
            for (var plane = 0; plane < steps.Length; plane++)
            {
                var value = offsets[known + plane] + (steps[plane] * topics[known + plane]);
                (row[2 * plane], row[(2 * plane) + 1]) = ((float)value.Real, (float)value.Imaginary);
            }
        }
        return coordinates.MatMul(process.Basis, transposeB: true) + Tensor.From(process.Mean, width);
    }

    (Segment Segment, Complex[] Offsets, Complex[] Topics) Filtered(VectorCorpus corpus, int row)
    {
        if (_filtered is { } last && row >= last.Segment.First && row < last.Segment.First + last.Segment.Count) return last;
        var segment = corpus.Segments.Last(candidate => candidate.First <= row);
        var rows = Tensor.From(corpus.Values.Slice(segment.First * process.Width, segment.Count * process.Width), segment.Count, process.Width);
        var coordinates = (rows - Tensor.From(process.Mean, process.Width)).MatMul(process.Basis);
        var planes = process.Planes.Count;
        var (offsets, topics) = (new Complex[segment.Count * planes], new Complex[segment.Count * planes]);
        for (var plane = 0; plane < planes; plane++)
        {
            var filter = new TopicFilter(process.Planes[plane]);
            for (var t = 0; t < segment.Count; t++)
            {
                (offsets[(t * planes) + plane], topics[(t * planes) + plane]) = filter.Known;
                var place = (t * process.Width) + (2 * plane);
                filter.Observe(new Complex(coordinates.Span[place], coordinates.Span[place + 1]));
            }
        }
        var filtered = (segment, offsets, topics);
        _filtered = filtered;
        return filtered;
    }
}
