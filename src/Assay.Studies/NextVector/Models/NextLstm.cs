using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>An LSTM of several layers whose last step a linear layer turns into the next vector: 5,120,768 parameters with 768, 512 and 2 layers.</summary>
sealed class NextLstm : NextVectorModel
{
    readonly Linear? _query;
    readonly Lstm _lstm;
    readonly Linear _output;

    public NextLstm(NextVectorArchitecture architecture, Rng rng)
        : base(architecture)
    {
        var (width, hidden, layers) = (architecture.Width, architecture.Hidden, architecture.Layers);
        _query = architecture.Query ? new Linear(width, width, rng) : null;
        _lstm = new Lstm(width, hidden, rng, layers, layers > 1 ? architecture.Dropout : 0);
        _output = new Linear(hidden, width, rng);
    }

    /// <inheritdoc/>
    protected override Tensor Run(Tensor contexts, Tensor? queries)
    {
        var (_, state) = _lstm.Forward(Sequence(contexts, queries, _query), null);
        return _output.Forward(state.Hidden.Slice(0, Architecture.Layers - 1, 1).Reshape(contexts.Dim(0), Architecture.Hidden));
    }
}
