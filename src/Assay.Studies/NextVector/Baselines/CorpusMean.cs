using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>The mean training vector, whatever came before.</summary>
sealed class CorpusMean(PredictionData data) : VectorPredictor
{
    /// <inheritdoc/>
    public override string Name => "corpus mean";

    /// <inheritdoc/>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null)
    {
        var result = Tensor.Zeros(contexts.Dim(0), contexts.Dim(2));
        for (var start = 0; start < result.Count; start += data.Mean.Length) data.Mean.CopyTo(result.Span[start..]);
        return result;
    }
}
