using Assay.Modules;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>A model that reads a sequence piece by piece and carries a state from one to the next.</summary>
public abstract class StatefulModel : Module
{
    /// <summary>The state before the first piece: tensors (..., streams, width), all zero.</summary>
    public abstract Tensor[] ZeroState(int streams);

    /// <summary>The outputs (steps, streams, outputs) for inputs (steps, streams, width).</summary>
    /// <param name="input">The next piece.</param>
    /// <param name="state">The state before it; its elements are replaced by the state after it.</param>
    public abstract Tensor Forward(Tensor input, Tensor[] state);
}
