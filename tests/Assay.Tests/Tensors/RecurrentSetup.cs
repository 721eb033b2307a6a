using System.Runtime.Intrinsics;
using Assay.Tensors;
using Assay.Tensors.Kernels;

namespace Assay.Tests.Tensors;

/// <summary>A call of a recurrent op on random numbers: sizes, options, and which of its results are read.</summary>
sealed record RecurrentSetup(string Cell, int Time, int Batch, int Inputs, int Hidden)
{
    public static readonly string[] Cells = ["lstm", "gru", "tanh", "relu"];

    public int[]? Lengths { get; init; }

    public bool Reverse { get; init; }

    /// <summary>Initial states are given.</summary>
    public bool State { get; init; } = true;

    public bool BiasIh { get; init; } = true;

    public bool BiasHh { get; init; } = true;

    /// <summary>The results that are used by their place in (output, final hidden, final cell); null for all.</summary>
    public int[]? Reads { get; init; }

    int Gates => Cell switch { "lstm" => 4, "gru" => 3, _ => 1 };

    bool HasCell => Cell == "lstm";

    /// <summary>Input, both weights, then the states and biases there are.</summary>
    public Array64[] RandomInputs(ulong seed = 1)
    {
        var rng = new Rng(seed);
        var width = Gates * Hidden;
        List<Array64> inputs =
        [
            Random(1, Time, Batch, Inputs),
            Random(1 / Math.Sqrt(Inputs), width, Inputs),
            Random(1.5 / Math.Sqrt(Hidden), width, Hidden),
        ];
        if (State) inputs.Add(Random(0.9, Batch, Hidden));
        if (State && HasCell) inputs.Add(Random(0.9, Batch, Hidden));
        if (BiasIh) inputs.Add(Random(0.5, width));
        if (BiasHh) inputs.Add(Random(0.5, width));
        return [.. inputs];

        Array64 Random(double scale, params int[] dims) =>
            Array64.Zeros(dims).Map(_ => (float)(scale * ((2 * rng.NextDouble()) - 1)));
    }

    /// <summary>The results that are read, behind one another.</summary>
    public Array64 Reference(Array64[] inputs)
    {
        var (hidden, cell, biasIh, biasHh) = Optional(inputs);
        var results = RecurrentReference.Run(
            Cell, inputs[0], inputs[1], inputs[2], hidden, cell, biasIh, biasHh, Lengths, Reverse);
        double[] all = [.. Read(results).SelectMany(result => result.Values)];
        return new Array64(all, all.Length);
    }

    /// <summary>The same by the public op.</summary>
    public Tensor Op(Tensor[] inputs) => Joined(Results(inputs));

    /// <summary>Output, final hidden state and, for the LSTM, final cell state by the public op.</summary>
    public Tensor[] Results(Tensor[] inputs)
    {
        var (hidden, cell, biasIh, biasHh) = Optional(inputs);
        if (HasCell)
        {
            var (output, finalHidden, finalCell) = Recurrent.Lstm(
                inputs[0], hidden, cell, inputs[1], inputs[2], biasIh, biasHh, Lengths, Reverse);
            return [output, finalHidden, finalCell];
        }
        var (states, final) = Cell == "gru"
            ? Recurrent.Gru(inputs[0], hidden, inputs[1], inputs[2], biasIh, biasHh, Lengths, Reverse)
            : Recurrent.Rnn(inputs[0], hidden, inputs[1], inputs[2], biasIh, biasHh, Lengths, Reverse, Cell == "relu");
        return [states, final];
    }

    /// <summary>The same as <see cref="Op"/> in one of <see cref="EveryIsa.Names"/>.</summary>
    public Tensor OpAs(string isa, Tensor[] inputs)
    {
        var (hidden, cell, biasIh, biasHh) = Optional(inputs);
        var call = new SequenceCall(Gates, inputs[0], hidden, cell, inputs[1], inputs[2], biasIh, biasHh, Lengths, Reverse, HasCell, Cell == "gru");
        var (output, finalHidden, finalCell) =
            isa == "512" ? Run<Simd512, Vector512<float>>(call)
            : isa == "256" ? Run<Simd256, Vector256<float>>(call)
            : isa == "128" ? Run<Simd128, Vector128<float>>(call)
            : Run<SimdScalar, float>(call);
        return Joined(finalCell is null ? [output, finalHidden] : [output, finalHidden, finalCell]);
    }

    (Tensor Output, Tensor Hidden, Tensor? Cell) Run<S, V>(SequenceCall call)
        where V : unmanaged
        where S : ISimd<V> => Cell switch
        {
            "lstm" => call.Run<S, V, LstmCell<S, V>>(),
            "gru" => call.Run<S, V, GruCell<S, V>>(),
            "relu" => call.Run<S, V, RnnCell<S, V, ReluActivation<S, V>>>(),
            _ => call.Run<S, V, RnnCell<S, V, TanhActivation<S, V>>>(),
        };

    Tensor Joined(Tensor[] results) => Tensor.Concat(0, [.. Read(results).Select(result => result.Reshape(-1))]);

    IEnumerable<T> Read<T>(T[] results) =>
        Reads is null ? results : Reads.Where(place => place < results.Length).Select(place => results[place]);

    (T? Hidden, T? Cell, T? BiasIh, T? BiasHh) Optional<T>(T[] inputs)
        where T : class
    {
        var next = 3;
        var hidden = State ? inputs[next++] : null;
        var cell = State && HasCell ? inputs[next++] : null;
        var biasIh = BiasIh ? inputs[next++] : null;
        return (hidden, cell, biasIh, BiasHh ? inputs[next] : null);
    }
}
