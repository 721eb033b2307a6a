using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// A projection, blocks LayerNorm(x + gru(x)), and a linear layer on the last step: 7,095,552 parameters with 768, 512 and 4 blocks.
/// </summary>
sealed class NextGru : NextVectorModel
{
    readonly Linear? _query;
    readonly Linear _input, _output;
    readonly Gru[] _grus;
    readonly LayerNorm[] _norms;

    public NextGru(NextVectorArchitecture architecture, Rng rng)
        : base(architecture)
    {
        var (width, hidden, layers) = (architecture.Width, architecture.Hidden, architecture.Layers);
        _query = architecture.Query ? new Linear(width, width, rng) : null;
        _input = new Linear(width, hidden, rng);
        _grus = [.. Enumerable.Range(0, layers).Select(_ => new Gru(hidden, hidden, rng))];
        _norms = [.. Enumerable.Range(0, layers).Select(_ => new LayerNorm(hidden))];
        _output = new Linear(hidden, width, rng);
    }

    /// <inheritdoc/>
    protected override Tensor Run(Tensor contexts, Tensor? queries)
    {
        var x = _input.Forward(Sequence(contexts, queries, _query));
        var last = _grus.Length - 1;
        for (var layer = 0; layer < last; layer++) x = _norms[layer].Forward(x, _grus[layer].Forward(x));
        // Of the last block only the last step is read.
        var time = x.Dim(1);
        var state = _norms[last].Forward(Step(x), Step(_grus[last].Forward(x)));
        return _output.Forward(state);

        Tensor Step(Tensor sequence) => sequence.Slice(1, time - 1, 1).Reshape(sequence.Dim(0), Architecture.Hidden);
    }
}
