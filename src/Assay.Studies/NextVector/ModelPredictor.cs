using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>A network as a predictor, in evaluation mode while it predicts.</summary>
/// <param name="model">The network.</param>
/// <param name="length">What predictions are brought to where the loss says nothing of their lengths; null leaves them as they are.</param>
sealed class ModelPredictor(NextVectorModel model, float? length = null) : VectorPredictor
{
    /// <inheritdoc/>
    public override string Name => "model";

    /// <summary>The network.</summary>
    public NextVectorModel Model => model;

    /// <inheritdoc/>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null)
    {
        using var paused = Tensor.PauseGradients();
        var training = model.Training;
        if (training) model.Eval();
        var predicted = model.Forward(contexts, model.Architecture.Query ? queries : null);
        if (training) model.Train();
        if (length is { } common)
        {
            var width = predicted.Dim(1);
            for (var start = 0; start < predicted.Count; start += width) Directions.Scale(predicted.Span.Slice(start, width), common, predicted.Span.Slice(start, width));
        }
        return predicted;
    }
}
