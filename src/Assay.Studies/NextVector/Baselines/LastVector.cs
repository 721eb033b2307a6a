using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>The last vector once more.</summary>
sealed class LastVector : VectorPredictor
{
    /// <inheritdoc/>
    public override string Name => "last vector";

    /// <inheritdoc/>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null) =>
        contexts.Slice(1, -1, 1).Reshape(contexts.Dim(0), contexts.Dim(2));
}
