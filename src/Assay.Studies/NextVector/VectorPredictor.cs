using Assay.Tensors;

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
}
