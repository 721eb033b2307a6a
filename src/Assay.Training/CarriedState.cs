using Assay.Tensors;

namespace Assay.Training;

/// <summary>The state of a <see cref="StatefulModel"/> between training steps: kept outside their arena and cut from their gradients.</summary>
public sealed class CarriedState
{
    readonly Tensor[] _kept, _live;

    /// <summary>Zero for so many streams.</summary>
    public CarriedState(StatefulModel model, int streams)
    {
        _kept = Array.ConvertAll(model.ZeroState(streams), tensor => tensor.Keep());
        foreach (var tensor in _kept) tensor.Span.Clear();
        _live = [.. _kept];
    }

    /// <summary>The state at the last <see cref="Keep"/>: what to store and restore.</summary>
    public IReadOnlyList<Tensor> Tensors => _kept;

    /// <summary>The state to hand to the model, zero for the streams that start anew.</summary>
    public Tensor[] Begin(IReadOnlyList<bool> starts)
    {
        for (var i = 0; i < _kept.Length; i++)
        {
            _live[i] = _kept[i];
            for (var stream = 0; stream < starts.Count; stream++)
                if (starts[stream]) Clear(_kept[i], stream);
        }
        return _live;
    }

    /// <summary>Copies what the model made of the state; to be called when the backward pass is over.</summary>
    public void Keep()
    {
        for (var i = 0; i < _kept.Length; i++)
            if (_live[i] != _kept[i]) _kept[i].CopyFrom(_live[i]);
    }

    static void Clear(Tensor state, int stream)
    {
        int streams = state.Dim(-2), width = state.Dim(-1);
        for (var row = stream; row < state.Count / width; row += streams) state.Span.Slice(row * width, width).Clear();
    }
}
