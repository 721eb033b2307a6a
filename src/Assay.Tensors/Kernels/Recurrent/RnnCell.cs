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
        var count = step.Rows * step.Size;
        var whole = count - (count % S.Width);
        for (var j = 0; j < whole; j += S.Width) S.Store(TActivation.Apply(S.Load(step.Gates + j)), step.Hidden + j);
        if (whole == count) return;
        var lanes = stackalloc float[16];
        for (var j = whole; j < count; j++) lanes[j - whole] = step.Gates[j];
        S.Store(TActivation.Apply(S.Load(lanes)), lanes);
        for (var j = whole; j < count; j++) step.Hidden[j] = lanes[j - whole];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(in CellStep step)
    {
        var count = step.Rows * step.Size;
        var whole = count - (count % S.Width);
        for (var j = 0; j < whole; j += S.Width)
        {
            S.Store(S.Multiply(S.Load(step.DHidden + j), TActivation.Slope(S.Load(step.Hidden + j))), step.Gates + j);
            S.Store(S.Zero, step.DHidden + j);
        }
        if (whole == count) return;
        var lanes = stackalloc float[32];
        for (var j = whole; j < count; j++) (lanes[j - whole], lanes[16 + j - whole]) = (step.DHidden[j], step.Hidden[j]);
        S.Store(S.Multiply(S.Load(lanes), TActivation.Slope(S.Load(lanes + 16))), lanes);
        for (var j = whole; j < count; j++) (step.Gates[j], step.DHidden[j]) = (lanes[j - whole], 0f);
    }
}
