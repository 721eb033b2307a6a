using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>A network as a predictor, in evaluation mode while it predicts.</summary>
sealed class ModelPredictor(NextVectorModel model) : VectorPredictor
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
        return predicted;
    }
}
