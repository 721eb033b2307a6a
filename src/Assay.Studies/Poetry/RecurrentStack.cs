using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// Recurrent nets on top of one another. With residual each adds what it reads to what it writes, through a linear map where their widths differ; with layer
/// norm the sum is brought to mean 0 and variance 1.
/// </summary>
sealed class RecurrentStack : Module
{
    readonly RecurrentLayer[] _nets;
    readonly Linear[] _skips;
    readonly LayerNorm[] _norms;
    readonly Dropout? _dropout;
    readonly bool _residual;

    public RecurrentStack(PoetryArchitecture architecture, int inputs, Rng rng, bool bidirectional)
    {
        var width = architecture.Hidden * (bidirectional ? 2 : 1);
        _residual = architecture.Residual;
        // Without anything in between, all layers are one net.
        var plain = !architecture.Residual && !architecture.LayerNorm;
        _nets = plain
            ? [architecture.Build(inputs, architecture.Layers, rng, bidirectional)]
            : [.. Enumerable.Range(0, architecture.Layers).Select(layer => architecture.Build(layer == 0 ? inputs : width, 1, rng, bidirectional))];
        _skips = _residual && inputs != width ? [new Linear(inputs, width, rng, bias: false)] : [];
        _norms = architecture.LayerNorm ? [.. _nets.Select(_ => new LayerNorm(width))] : [];
        if (!plain && architecture.Layers > 1 && architecture.Dropout > 0) _dropout = new Dropout(architecture.Dropout, rng);
        foreach (var net in _nets) PoetryInitialiser.Apply(net);
    }

    /// <summary>(batch, time, inputs) to (batch, time, hidden * directions), and the states (layers * directions, batch, hidden) after the last step.</summary>
    public (Tensor Output, RecurrentState State) Continue(Tensor x, RecurrentState? state = null, int[]? lengths = null)
    {
        if (_nets.Length == 1) return Layer(0, x, state, lengths);
        var states = new RecurrentState[_nets.Length];
        for (var layer = 0; layer < _nets.Length; layer++)
        {
            if (layer > 0 && _dropout is not null) x = _dropout.Forward(x);
            var cells = _nets[layer].Cells;
            RecurrentState? own = state is { } all
                ? new RecurrentState(all.Hidden.Slice(0, layer * cells, cells), all.Cell?.Slice(0, layer * cells, cells))
                : null;
            (x, states[layer]) = Layer(layer, x, own, lengths);
        }
        return (x, new RecurrentState(
            Tensor.Concat(0, [.. states.Select(part => part.Hidden)]),
            states[0].Cell is null ? null : Tensor.Concat(0, [.. states.Select(part => part.Cell!)])));
    }

    (Tensor Output, RecurrentState State) Layer(int layer, Tensor x, RecurrentState? state, int[]? lengths)
    {
        var (output, next) = _nets[layer].Continue(x, state, lengths);
        if (_residual) output += layer == 0 && _skips.Length > 0 ? _skips[0].Forward(x) : x;
        return (_norms.Length > 0 ? _norms[layer].Forward(output) : output, next);
    }
}
