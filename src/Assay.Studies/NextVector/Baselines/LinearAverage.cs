using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>The mean of the context: what a model has to beat.</summary>
sealed class LinearAverage : VectorPredictor
{
    /// <inheritdoc/>
    public override string Name => "linear average";

    /// <inheritdoc/>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null) => contexts.Mean(1);
}
