using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>Reads a text of word vectors and writes it down as one code: from its last state and, if asked, from a few floats of every position.</summary>
sealed class PoetryEncoder : Module
{
    readonly int _hidden, _window, _positional;
    readonly bool _bidirectional;
    readonly RecurrentStack _rnn;
    readonly Linear _code;
    readonly Linear? _logVariance;
    readonly BatchNorm1d? _norm;
    readonly Dropout? _dropout;
    readonly MultiHeadAttention? _attention;
    readonly LayerNorm? _attended;
    readonly Linear? _narrow, _gather;

    public PoetryEncoder(PoetryArchitecture architecture, Rng rng)
    {
        (_hidden, _window, _positional, _bidirectional) = (architecture.Hidden, architecture.Window, architecture.Positional, architecture.Bidirectional);
        _rnn = new RecurrentStack(architecture, architecture.Width, rng, _bidirectional);
        _code = new Linear(architecture.EncoderWidth, architecture.Bottleneck, rng);
        if (architecture.BatchNorm) _norm = new BatchNorm1d(architecture.Bottleneck);
        if (architecture.Dropout > 0) _dropout = new Dropout(architecture.Dropout, rng);
        if (architecture.SelfAttention)
        {
            _attention = new MultiHeadAttention(architecture.EncoderWidth, architecture.Heads, rng);
            _attended = new LayerNorm(architecture.EncoderWidth);
        }
        if (_positional > 0)
        {
            _narrow = new Linear(architecture.EncoderWidth, _positional, rng);
            _gather = new Linear(_window * _positional, architecture.Bottleneck, rng, bias: false);
        }
        if (architecture.Variational) _logVariance = new Linear(architecture.EncoderWidth, architecture.Bottleneck, rng);
        if (!architecture.Components) return;
        PoetryInitialiser.Silence(_code);
        if (_gather is not null) PoetryInitialiser.Silence(_gather);
    }

    /// <summary>
    /// (batch, time, width) to the code (batch, bottleneck), the logarithm of its variance if it is variational, and the top layer's states
    /// (batch, time, hidden * directions).
    /// </summary>
    /// <param name="x">Word vectors.</param>
    /// <param name="lengths">Tokens of each text.</param>
    public (Tensor Code, Tensor? LogVariance, Tensor States) Forward(Tensor x, int[] lengths)
    {
        var (states, _) = _rnn.Continue(x, null, lengths);
        if (_attention is not null) states = _attended!.Forward(_attention.Forward(states, states, states, Padding.Of(lengths, x.Dim(1))), states);
        var ends = Ends(states, lengths);
        ends = _dropout?.Forward(ends) ?? ends;
        var code = _code.Forward(ends);
        if (_positional > 0) code += _gather!.Forward(Flat(states, lengths));
        return (_norm?.Forward(code) ?? code, _logVariance?.Forward(ends), states);
    }

    // The state after each text's last token, and backwards that after its first, side by side.
    Tensor Ends(Tensor states, int[] lengths)
    {
        var (batch, time) = (states.Dim(0), states.Dim(1));
        var rows = states.Reshape(batch * time, states.Dim(2));
        var last = rows.Rows([.. lengths.Select((length, text) => (text * time) + length - 1)]);
        if (!_bidirectional) return last;
        var first = rows.Rows([.. Enumerable.Range(0, batch).Select(text => text * time)]);
        return Tensor.Concat(-1, last.Slice(1, 0, _hidden), first.Slice(1, _hidden, _hidden));
    }

    // A few floats of every position, (batch, window * positional), zero where a text has ended.
    Tensor Flat(Tensor states, int[] lengths)
    {
        var (batch, time) = (states.Dim(0), states.Dim(1));
        var there = Tensor.Zeros(batch, time, 1);
        for (var i = 0; i < batch; i++) there.Span.Slice(i * time, lengths[i]).Fill(1);
        var narrow = _narrow!.Forward(states) * there;
        if (time < _window) narrow = Tensor.Concat(1, narrow, Tensor.Zeros(batch, _window - time, _positional));
        return narrow.Reshape(batch, _window * _positional);
    }
}
