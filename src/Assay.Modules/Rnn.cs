using Assay.Tensors;

namespace Assay.Modules;

/// <summary>Plain recurrent net (Elman 1990) with tanh or ReLU, as torch.nn.RNN: two biases.</summary>
public sealed class Rnn : RecurrentLayer
{
    readonly bool _relu;

    /// <summary>All parameters uniform within 1 / sqrt(hidden); <paramref name="relu"/> takes ReLU instead of tanh.</summary>
    /// <inheritdoc cref="Lstm(int, int, Rng, int, double, bool, bool, bool)" path="/param"/>
    public Rnn(
        int inputs, int hidden, Rng rng, int layers = 1, double dropout = 0, bool bidirectional = false, bool bias = true,
        bool batchFirst = true, bool relu = false)
        : base(1, inputs, hidden, rng, layers, dropout, bidirectional, bias, batchFirst) => _relu = relu;

    /// <summary>The outputs from a zero state on: (batch, time, inputs) to (batch, time, hidden * directions).</summary>
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Forward(x, null).Output;

    /// <summary>The outputs (batch, time, hidden * directions) and the state (layers * directions, batch, hidden) after the last step.</summary>
    /// <inheritdoc cref="Lstm.Forward(Tensor, LstmState?, int[])" path="/param"/>
    public (Tensor Output, Tensor State) Forward(Tensor x, Tensor? state, int[]? lengths = null)
    {
        var (output, hidden, _) = Unroll(x, state, null, lengths);
        return (output, hidden);
    }

    /// <summary>A zero state outside any arena, to be carried from step to step.</summary>
    public Tensor InitialState(int batch) => ZeroState(batch);

    private protected override (Tensor Output, Tensor Hidden, Tensor? Cell) Run(
        Tensor x, Tensor? hidden, Tensor? cell, in CellParameters parameters, int[]? lengths, bool reverse)
    {
        var (weightIh, weightHh, biasIh, biasHh) = parameters;
        var (output, final) = Recurrent.Rnn(x, hidden, weightIh, weightHh, biasIh, biasHh, lengths, reverse, _relu);
        return (output, final, null);
    }
}
