using Assay.Tensors;

namespace Assay.Modules;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997), as torch.nn.LSTM: gate order i, f, g, o, two biases.</summary>
public sealed class Lstm : RecurrentLayer
{
    /// <summary>All parameters uniform within 1 / sqrt(hidden).</summary>
    /// <param name="inputs">Width of the input.</param>
    /// <param name="hidden">Width of the state.</param>
    /// <param name="rng">Draws the parameters and seeds the dropout.</param>
    /// <param name="layers">How many nets are stacked.</param>
    /// <param name="dropout">Probability of dropping an output between two layers while training.</param>
    /// <param name="bidirectional">True also reads time backwards and puts both outputs side by side.</param>
    /// <param name="bias">False leaves both biases out.</param>
    /// <param name="batchFirst">True, the default (PyTorch's is false): (batch, time, width); false: (time, batch, width).</param>
    public Lstm(
        int inputs, int hidden, Rng rng, int layers = 1, double dropout = 0, bool bidirectional = false, bool bias = true,
        bool batchFirst = true)
        : base(4, inputs, hidden, rng, layers, dropout, bidirectional, bias, batchFirst)
    {
    }

    /// <summary>The outputs from a zero state on: (batch, time, inputs) to (batch, time, hidden * directions).</summary>
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Forward(x, null).Output;

    /// <summary>The outputs (batch, time, hidden * directions) and the state after the last step.</summary>
    /// <param name="x">(batch, time, inputs).</param>
    /// <param name="state">The state before the first step; null is zero.</param>
    /// <param name="lengths">Valid steps of each sequence: outputs beyond are zero, and a state is that after the last valid step.</param>
    public (Tensor Output, LstmState State) Forward(Tensor x, LstmState? state, int[]? lengths = null)
    {
        var (output, hidden, cell) = Unroll(x, state?.Hidden, state?.Cell, lengths);
        return (output, new LstmState(hidden, cell!));
    }

    /// <summary>A zero state outside any arena, to be carried from step to step.</summary>
    public LstmState InitialState(int batch) => new(ZeroState(batch), ZeroState(batch));

    private protected override (Tensor Output, Tensor Hidden, Tensor? Cell) Run(
        Tensor x, Tensor? hidden, Tensor? cell, in CellParameters parameters, int[]? lengths, bool reverse)
    {
        var (weightIh, weightHh, biasIh, biasHh) = parameters;
        return Recurrent.Lstm(x, hidden, cell, weightIh, weightHh, biasIh, biasHh, lengths, reverse);
    }
}
