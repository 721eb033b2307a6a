using System.Numerics.Tensors;
using Assay.Data.Sequences;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.NextVector;

/// <summary>
/// Several predictors as one: the mean of the directions they predict, so that none counts for more because its predictions are longer, and the mean of
/// their lengths times that.
/// </summary>
sealed class Ensemble : VectorPredictor
{
    readonly IReadOnlyList<VectorPredictor> _members;

    /// <param name="name">What reports call it.</param>
    /// <param name="members">At least one.</param>
    public Ensemble(string name, IReadOnlyList<VectorPredictor> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0) throw new ArgumentException("No members given; needed: at least one.", nameof(members));
        (Name, _members) = (name, members);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null) => Mean(contexts.Dim(2), member => member.Predict(contexts, queries));

    /// <inheritdoc/>
    public override Tensor Predict(VectorWindows windows, int[] places, Tensor? queries = null) =>
        Mean(windows.Corpus.Dimension, member => member.Predict(windows, places, queries));

    Tensor Mean(int width, Func<VectorPredictor, Tensor> predict)
    {
        Tensor[] predictions = [.. _members.Select(predict)];
        var result = Tensor.Zeros(predictions[0].Dims);
        var unit = new float[width];
        for (var start = 0; start < result.Count; start += width)
        {
            var length = 0f;
            var into = result.Span.Slice(start, width);
            foreach (var prediction in predictions)
            {
                var row = prediction.Span.Slice(start, width);
                Directions.Scale(row, 1f / predictions.Length, unit);
                TensorPrimitives.Add(into, unit, into);
                length += TensorPrimitives.Norm(row) / predictions.Length;
            }
            TensorPrimitives.Multiply(into, length, into);
        }
        return result;
    }
}
