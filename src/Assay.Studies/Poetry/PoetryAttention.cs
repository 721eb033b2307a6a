using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>What the decoder's states see of slots made from the code, or of the encoder's states, taken together with those states themselves.</summary>
sealed class PoetryAttention : Module
{
    readonly AttendTo _attend;
    readonly Positions _positions;
    readonly int _hidden, _slots;
    readonly bool _residual;
    readonly MultiHeadAttention _attention;
    readonly Linear _combine;
    readonly Linear? _slot, _narrow;
    readonly LayerNorm? _norm;
    readonly PositionalEncoding? _waves;
    readonly Parameter? _learned;

    public PoetryAttention(PoetryArchitecture architecture, Rng rng)
    {
        (_attend, _positions, _hidden, _slots, _residual) =
            (architecture.Attend, architecture.Positions, architecture.Hidden, architecture.Slots, architecture.Residual);
        _attention = new MultiHeadAttention(_hidden, architecture.Heads, rng, bias: false);
        _combine = new Linear(2 * _hidden, _hidden, rng);
        if (_attend == AttendTo.Latent) _slot = new Linear(architecture.Bottleneck, _slots * _hidden, rng);
        else if (architecture.EncoderWidth != _hidden) _narrow = new Linear(architecture.EncoderWidth, _hidden, rng);
        if (architecture.LayerNorm) _norm = new LayerNorm(_hidden);
        var places = Math.Max(architecture.Window, _slots);
        if (_positions is Positions.Queries or Positions.Both) _waves = new PositionalEncoding(_hidden, places);
        if (_positions != Positions.Learned) return;
        _learned = new Parameter(places, _hidden);
        Initialisers.Normal(_learned, rng, 0, 0.1);
    }

    /// <summary>Keys and values for every step.</summary>
    /// <param name="code">(batch, bottleneck).</param>
    /// <param name="states">(batch, time, encoder width).</param>
    public AttentionMemory Remember(Tensor code, Tensor states)
    {
        var values = _slot?.Forward(code).Reshape(code.Dim(0), _slots, _hidden) ?? _narrow?.Forward(states) ?? states;
        return _attention.Remember(_positions is Positions.Both or Positions.Learned ? Placed(values, 0) : values, values);
    }

    /// <summary>(batch, run, hidden) to the same shape.</summary>
    /// <param name="s">States of the decoder.</param>
    /// <param name="memory">From <see cref="Remember"/>.</param>
    /// <param name="padding">(batch, keys), true where a key is left out.</param>
    /// <param name="step">The position of the first state.</param>
    /// <param name="attended">Shown that position and the weights (batch, heads, run, keys), or null if nobody looks.</param>
    public Tensor Forward(Tensor s, AttentionMemory memory, bool[]? padding, int step, Action<int, Tensor>? attended = null)
    {
        s = Placed(s, step);
        var context = attended is null ? _attention.Forward(s, memory, padding) : Shown(s, memory, padding, step, attended);
        var u = _combine.Forward(Tensor.Concat(-1, s, context)).Relu();
        if (_residual) u = u + s + context;
        return _norm?.Forward(u) ?? u;
    }

    Tensor Shown(Tensor s, AttentionMemory memory, bool[]? padding, int step, Action<int, Tensor> attended)
    {
        var (context, weights) = _attention.ForwardWithWeights(s, memory, padding);
        attended(step, weights);
        return context;
    }

    Tensor Placed(Tensor x, int first) => _learned is null ? _waves?.Forward(x, first) ?? x : x + _learned.Slice(0, first, x.Dim(1));
}
