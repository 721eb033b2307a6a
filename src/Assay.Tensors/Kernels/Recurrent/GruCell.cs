using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// GRU (Cho et al. 2014) as in PyTorch: gates r, z, n with n = tanh(a_n + r b_n), where a is the input's and b the recurrent
/// product with its bias; h = (1 - z) n + z h'. Backward leaves the gradients of a in the gates and those of b in the recurrent part.
/// </summary>
readonly unsafe struct GruCell<S, V> : ICell
    where V : unmanaged
    where S : ISimd<V>
{
    public static int Gates => 3;

    public static bool HasCell => false;

    public static bool ApartRecurrent => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in CellStep step)
    {
        var size = step.Size;
        var (from, to) = (step.From, step.To);
        var whole = to - ((to - from) % S.Width);
        var lanes = stackalloc float[8 * 16];
        for (var row = 0; row < step.Rows; row++)
        {
            float* a = step.Gates + ((nint)row * 3 * size), b = step.Recurrent + ((nint)row * 3 * size);
            float* before = step.HiddenBefore + ((nint)row * size), hidden = step.Hidden + ((nint)row * size);
            for (var j = from; j < whole; j += S.Width) ForwardLanes(a + j, b + j, size, before + j, hidden + j);
            if (whole == to) continue;
            Gather(a, b, before, lanes, whole, size);
            ForwardLanes(lanes, lanes + 48, 16, lanes + 96, lanes + 112);
            Scatter(a, b, lanes, whole, size);
            for (var j = whole; j < size; j++) hidden[j] = lanes[112 + j - whole];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(in CellStep step)
    {
        var size = step.Size;
        var (from, to) = (step.From, step.To);
        var whole = to - ((to - from) % S.Width);
        var lanes = stackalloc float[8 * 16];
        for (var row = 0; row < step.Rows; row++)
        {
            float* a = step.Gates + ((nint)row * 3 * size), b = step.Recurrent + ((nint)row * 3 * size);
            float* before = step.HiddenBefore + ((nint)row * size), dHidden = step.DHidden + ((nint)row * size);
            for (var j = from; j < whole; j += S.Width) BackwardLanes(a + j, b + j, size, before + j, dHidden + j);
            if (whole == to) continue;
            Gather(a, b, before, lanes, whole, size);
            for (var j = whole; j < size; j++) lanes[112 + j - whole] = dHidden[j];
            BackwardLanes(lanes, lanes + 48, 16, lanes + 96, lanes + 112);
            Scatter(a, b, lanes, whole, size);
            for (var j = whole; j < size; j++) dHidden[j] = lanes[112 + j - whole];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ForwardLanes(float* a, float* b, int stride, float* before, float* hidden)
    {
        var reset = VectorMath<S, V>.Sigmoid(S.Add(S.Load(a), S.Load(b)));
        var update = VectorMath<S, V>.Sigmoid(S.Add(S.Load(a + stride), S.Load(b + stride)));
        var candidate = VectorMath<S, V>.Tanh(S.MultiplyAdd(reset, S.Load(b + (2 * stride)), S.Load(a + (2 * stride))));
        S.Store(reset, a);
        S.Store(update, a + stride);
        S.Store(candidate, a + (2 * stride));
        S.Store(S.MultiplyAdd(update, S.Subtract(S.Load(before), candidate), candidate), hidden);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void BackwardLanes(float* a, float* b, int stride, float* before, float* dHidden)
    {
        var one = S.Broadcast(1f);
        V reset = S.Load(a), update = S.Load(a + stride), candidate = S.Load(a + (2 * stride)), dh = S.Load(dHidden);
        var dUpdate = S.Multiply(S.Multiply(dh, S.Subtract(S.Load(before), candidate)), S.Multiply(update, S.Subtract(one, update)));
        var dCandidate = S.Multiply(
            S.Multiply(dh, S.Subtract(one, update)), S.Subtract(one, S.Multiply(candidate, candidate)));
        var dReset = S.Multiply(
            S.Multiply(dCandidate, S.Load(b + (2 * stride))), S.Multiply(reset, S.Subtract(one, reset)));
        S.Store(dReset, a);
        S.Store(dUpdate, a + stride);
        S.Store(dCandidate, a + (2 * stride));
        S.Store(dReset, b);
        S.Store(dUpdate, b + stride);
        S.Store(S.Multiply(dCandidate, reset), b + (2 * stride));
        S.Store(S.Multiply(dh, update), dHidden);
    }

    // Lanes 0..2 hold a, 3..5 b, 6 the state before; 7 is the hidden state or its gradient.
    static void Gather(float* a, float* b, float* before, float* lanes, int from, int size)
    {
        for (var j = from; j < size; j++)
        {
            for (var part = 0; part < 3; part++)
            {
                lanes[(part * 16) + j - from] = a[(part * size) + j];
                lanes[((part + 3) * 16) + j - from] = b[(part * size) + j];
            }
            lanes[96 + j - from] = before[j];
        }
    }

    static void Scatter(float* a, float* b, float* lanes, int from, int size)
    {
        for (var j = from; j < size; j++)
        {
            for (var part = 0; part < 3; part++)
            {
                a[(part * size) + j] = lanes[(part * 16) + j - from];
                b[(part * size) + j] = lanes[((part + 3) * 16) + j - from];
            }
        }
    }
}
