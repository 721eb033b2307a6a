using System.Runtime.Intrinsics;
using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>
/// Whole recurrent sequences as single ops. All are time-major: input (time, batch, inputs), output (time, batch, hidden),
/// states (batch, hidden). Weights stand as PyTorch stores them: weightIh (gates * hidden, inputs), weightHh (gates * hidden, hidden),
/// two biases (gates * hidden). With <c>lengths</c>, sequence b ends after lengths[b] steps: its output beyond is zero and its final
/// state is the one after its last step. With <c>reverse</c> time runs backwards, output t still belonging to input t.
/// </summary>
public static class Recurrent
{
    /// <summary>LSTM; gate order i, f, g, o. Missing initial states are zero.</summary>
    /// <exception cref="ShapeException">A weight, bias or state does not fit the input.</exception>
    public static (Tensor Output, Tensor Hidden, Tensor Cell) Lstm(
        Tensor input, Tensor? hidden, Tensor? cell, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh,
        int[]? lengths = null, bool reverse = false)
    {
        var call = new SequenceCall(4, input, hidden, cell, weightIh, weightHh, biasIh, biasHh, lengths, reverse, hasCell: true);
        var (output, finalHidden, finalCell) =
            Isa.Use512 ? call.Run<Simd512, Vector512<float>, LstmCell<Simd512, Vector512<float>>>()
            : Isa.Use256 ? call.Run<Simd256, Vector256<float>, LstmCell<Simd256, Vector256<float>>>()
            : Isa.Use128 ? call.Run<Simd128, Vector128<float>, LstmCell<Simd128, Vector128<float>>>()
            : call.Run<SimdScalar, float, LstmCell<SimdScalar, float>>();
        return (output, finalHidden, finalCell!);
    }

    /// <summary>GRU; gate order r, z, n. A missing initial state is zero.</summary>
    /// <exception cref="ShapeException">A weight, bias or state does not fit the input.</exception>
    public static (Tensor Output, Tensor Hidden) Gru(
        Tensor input, Tensor? hidden, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh,
        int[]? lengths = null, bool reverse = false)
    {
        var call = new SequenceCall(3, input, hidden, null, weightIh, weightHh, biasIh, biasHh, lengths, reverse, apartRecurrent: true);
        var (output, finalHidden, _) =
            Isa.Use512 ? call.Run<Simd512, Vector512<float>, GruCell<Simd512, Vector512<float>>>()
            : Isa.Use256 ? call.Run<Simd256, Vector256<float>, GruCell<Simd256, Vector256<float>>>()
            : Isa.Use128 ? call.Run<Simd128, Vector128<float>, GruCell<Simd128, Vector128<float>>>()
            : call.Run<SimdScalar, float, GruCell<SimdScalar, float>>();
        return (output, finalHidden);
    }

    /// <summary>Plain (Elman) recurrent net with tanh, or with ReLU. A missing initial state is zero.</summary>
    /// <exception cref="ShapeException">A weight, bias or state does not fit the input.</exception>
    public static (Tensor Output, Tensor Hidden) Rnn(
        Tensor input, Tensor? hidden, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh,
        int[]? lengths = null, bool reverse = false, bool relu = false)
    {
        var call = new SequenceCall(1, input, hidden, null, weightIh, weightHh, biasIh, biasHh, lengths, reverse);
        var (output, finalHidden, _) =
            Isa.Use512 ? Plain<Simd512, Vector512<float>>(call, relu)
            : Isa.Use256 ? Plain<Simd256, Vector256<float>>(call, relu)
            : Isa.Use128 ? Plain<Simd128, Vector128<float>>(call, relu)
            : Plain<SimdScalar, float>(call, relu);
        return (output, finalHidden);
    }

    static (Tensor Output, Tensor Hidden, Tensor? Cell) Plain<S, V>(SequenceCall call, bool relu)
        where V : unmanaged
        where S : ISimd<V> => relu
            ? call.Run<S, V, RnnCell<S, V, ReluActivation<S, V>>>()
            : call.Run<S, V, RnnCell<S, V, TanhActivation<S, V>>>();
}
