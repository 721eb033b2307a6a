using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>Reads a text of word vectors and writes it down as one code.</summary>
sealed class PoetryEncoder : Module
{
    readonly int _directions;
    readonly RecurrentLayer _rnn;
    readonly Linear _code;
    readonly Linear? _logVariance;
    readonly BatchNorm1d? _norm;
    readonly Dropout? _dropout;

    public PoetryEncoder(PoetryArchitecture architecture, Rng rng)
    {
        _directions = architecture.Bidirectional ? 2 : 1;
        _rnn = architecture.Build(architecture.Width, rng, architecture.Bidirectional);
        _code = new Linear(architecture.EncoderWidth, architecture.Bottleneck, rng);
        if (architecture.BatchNorm) _norm = new BatchNorm1d(architecture.Bottleneck);
        if (architecture.Dropout > 0) _dropout = new Dropout(architecture.Dropout, rng);
        PoetryInitialiser.Apply(_rnn);
        if (architecture.Components) PoetryInitialiser.Silence(_code);
        if (architecture.Variational) _logVariance = new Linear(architecture.EncoderWidth, architecture.Bottleneck, rng);
    }

    /// <summary>
    /// (batch, time, width) to the code (batch, bottleneck), the logarithm of its variance if it is variational, and the top layer's states
    /// (batch, time, hidden * directions).
    /// </summary>
    /// <param name="x">Word vectors.</param>
    /// <param name="lengths">Tokens of each text.</param>
    public (Tensor Code, Tensor? LogVariance, Tensor States) Forward(Tensor x, int[] lengths)
    {
        var (states, last) = _rnn.Continue(x, null, lengths);
        var top = last.Hidden.Slice(0, last.Hidden.Dim(0) - _directions, _directions);
        // Both directions of the top layer side by side.
        var ends = _directions == 1 ? top.Reshape(top.Dim(1), top.Dim(2)) : top.Transpose(0, 1).Reshape(top.Dim(1), 2 * top.Dim(2));
        ends = _dropout?.Forward(ends) ?? ends;
        var code = _code.Forward(ends);
        return (_norm?.Forward(code) ?? code, _logVariance?.Forward(ends), states);
    }
}
