using System.Numerics.Tensors;
using Assay.Data.Sequences;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.NextVector;

/// <summary>Something that says which vector comes next: a model, a baseline, a limit. All are judged by the same code on the same windows.</summary>
abstract class VectorPredictor
{
    /// <summary>What reports call it.</summary>
    public abstract string Name { get; }

    /// <summary>The raw prediction, (windows, dimension), not normalised; nothing is recorded for gradients.</summary>
    /// <param name="contexts">(windows, context, dimension).</param>
    /// <param name="queries">(windows, dimension): what is known of where the document goes; null without.</param>
    public abstract Tensor Predict(Tensor contexts, Tensor? queries = null);

    /// <summary>The same for windows of a corpus; what may look beyond a context, such as a limit that knows the whole past, overrides it.</summary>
    public virtual Tensor Predict(VectorWindows windows, int[] places, Tensor? queries = null) => Predict(windows.Contexts(places), queries);

    /// <summary>
    /// Raw predictions 1, 2, ... vectors ahead, (windows, dimension) each: every prediction is read as the last vector of the next context, and the oldest
    /// vector is dropped. What has an answer of its own for more than one step overrides it.
    /// </summary>
    /// <param name="windows">Whose contexts are the first ones.</param>
    /// <param name="places">Which of the windows.</param>
    /// <param name="steps">How far ahead.</param>
    /// <param name="length">What predictions are brought to before they are read: models see vectors of about this length.</param>
    /// <param name="queries">Those of <see cref="Predict(Tensor, Tensor?)"/>, the same for every step.</param>
    public virtual IReadOnlyList<Tensor> Rollout(VectorWindows windows, int[] places, int steps, float length, Tensor? queries = null)
    {
        var contexts = windows.Contexts(places);
        var ahead = new List<Tensor> { Predict(windows, places, queries) };
        while (ahead.Count < steps)
        {
            contexts = Shifted(contexts, ahead[^1], length);
            ahead.Add(Predict(contexts, queries));
        }
        return ahead;
    }

    /// <summary>Contexts without their oldest vector and with a prediction as their last.</summary>
    /// <param name="contexts">(windows, context, dimension).</param>
    /// <param name="predicted">(windows, dimension).</param>
    /// <param name="length">What the prediction is brought to; null for the mean length of its context's vectors.</param>
    internal static Tensor Shifted(Tensor contexts, Tensor predicted, float? length)
    {
        int width = contexts.Dim(2), row = contexts.Dim(1) * width;
        var next = Tensor.Zeros(contexts.Dims);
        for (var i = 0; i < contexts.Dim(0); i++)
        {
            var old = contexts.Span.Slice(i * row, row).ToArray();
            var into = next.Span.Slice(i * row, row);
            old.AsSpan(width).CopyTo(into);
            Directions.Scale(predicted.Span.Slice(i * width, width), length ?? old.Chunk(width).Average(vector => TensorPrimitives.Norm<float>(vector)), into[^width..]);
        }
        return next;
    }
}
