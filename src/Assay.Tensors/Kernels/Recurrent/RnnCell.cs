using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>The activation of a plain recurrent cell, and its derivative expressed through its value.</summary>
interface ICellActivation<V>
    where V : unmanaged
{
    static abstract V Apply(V x);

    static abstract V Slope(V y);
}

/// <summary>h = tanh(a).</summary>
readonly struct TanhActivation<S, V> : ICellActivation<V>
    where V : unmanaged
    where S : ISimd<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply(V x) => VectorMath<S, V>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope(V y) => S.Subtract(S.Broadcast(1f), S.Multiply(y, y));
}

/// <summary>h = max(0, a).</summary>
readonly struct ReluActivation<S, V> : ICellActivation<V>
    where V : unmanaged
    where S : ISimd<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply(V x) => S.Max(S.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope(V y) => S.SelectGreater(y, S.Zero, S.Broadcast(1f), S.Zero);
}

/// <summary>Elman cell: h = activation(pre-activation).</summary>
readonly unsafe struct RnnCell<S, V, TActivation> : ICell
    where V : unmanaged
    where S : ISimd<V>
    where TActivation : ICellActivation<V>
{
    public static int Gates => 1;

    public static bool HasCell => false;

    public static bool ApartRecurrent => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in CellStep step)
    {
        var (from, to) = (step.From, step.To);
        var whole = to - ((to - from) % S.Width);
        for (var row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + ((nint)row * step.Size), hidden = step.Hidden + ((nint)row * step.Size);
            for (var j = from; j < whole; j += S.Width) S.Store(TActivation.Apply(S.Load(gates + j)), hidden + j);
            if (whole < to) Lanes<S, V>.Store(TActivation.Apply(Lanes<S, V>.Load(gates + whole, to - whole)), hidden + whole, to - whole);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(in CellStep step)
    {
        var (from, to) = (step.From, step.To);
        var whole = to - ((to - from) % S.Width);
        for (var row = 0; row < step.Rows; row++)
        {
            var start = (nint)row * step.Size;
            float* gates = step.Gates + start, hidden = step.Hidden + start, dHidden = step.DHidden + start;
            for (var j = from; j < whole; j += S.Width)
            {
                S.Store(S.Multiply(S.Load(dHidden + j), TActivation.Slope(S.Load(hidden + j))), gates + j);
                S.Store(S.Zero, dHidden + j);
            }
            if (whole == to) continue;
            var slope = TActivation.Slope(Lanes<S, V>.Load(hidden + whole, to - whole));
            Lanes<S, V>.Store(S.Multiply(Lanes<S, V>.Load(dHidden + whole, to - whole), slope), gates + whole, to - whole);
            new Span<float>(dHidden + whole, to - whole).Clear();
        }
    }
}
