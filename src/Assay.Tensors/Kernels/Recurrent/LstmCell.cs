using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>LSTM (Hochreiter and Schmidhuber 1997, with forget gate): gates i, f, g, o as in PyTorch.</summary>
readonly unsafe struct LstmCell<S, V> : ICell
    where V : unmanaged
    where S : ISimd<V>
{
    public static int Gates => 4;

    public static bool HasCell => true;

    public static bool ApartRecurrent => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in CellStep step)
    {
        var size = step.Size;
        var (from, to) = (step.From, step.To);
        var whole = to - ((to - from) % S.Width);
        for (var row = 0; row < step.Rows; row++)
        {
            var i = step.Gates + ((nint)row * 4 * size);
            float* f = i + size, g = f + size, o = g + size;
            var start = (nint)row * size;
            float* before = step.CellBefore + start, cell = step.Cell + start, hidden = step.Hidden + start;
            for (var j = from; j < whole; j += S.Width) ForwardLanes(i + j, f + j, g + j, o + j, before + j, cell + j, hidden + j);
            if (whole < to) ForwardTail(i + whole, size, to - whole, before + whole, cell + whole, hidden + whole);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(in CellStep step)
    {
        var size = step.Size;
        var (from, to) = (step.From, step.To);
        var whole = to - ((to - from) % S.Width);
        for (var row = 0; row < step.Rows; row++)
        {
            var i = step.Gates + ((nint)row * 4 * size);
            float* f = i + size, g = f + size, o = g + size;
            var start = (nint)row * size;
            float* before = step.CellBefore + start, cell = step.Cell + start, dh = step.DHidden + start, dc = step.DCell + start;
            for (var j = from; j < whole; j += S.Width) BackwardLanes(i + j, f + j, g + j, o + j, before + j, cell + j, dh + j, dc + j);
            if (whole < to) BackwardTail(i + whole, size, to - whole, before + whole, cell + whole, dh + whole, dc + whole);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ForwardLanes(float* i, float* f, float* g, float* o, float* cellBefore, float* cell, float* hidden)
    {
        var input = VectorMath<S, V>.Sigmoid(S.Load(i));
        var forget = VectorMath<S, V>.Sigmoid(S.Load(f));
        var candidate = VectorMath<S, V>.Tanh(S.Load(g));
        var output = VectorMath<S, V>.Sigmoid(S.Load(o));
        var c = S.MultiplyAdd(forget, S.Load(cellBefore), S.Multiply(input, candidate));
        S.Store(input, i);
        S.Store(forget, f);
        S.Store(candidate, g);
        S.Store(output, o);
        S.Store(c, cell);
        S.Store(S.Multiply(output, VectorMath<S, V>.Tanh(c)), hidden);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void BackwardLanes(float* i, float* f, float* g, float* o, float* cellBefore, float* cell, float* dHidden, float* dCell)
    {
        var one = S.Broadcast(1f);
        V input = S.Load(i), forget = S.Load(f), candidate = S.Load(g), output = S.Load(o), dh = S.Load(dHidden);
        var tanh = VectorMath<S, V>.Tanh(S.Load(cell));
        var dc = S.MultiplyAdd(S.Multiply(dh, output), S.Subtract(one, S.Multiply(tanh, tanh)), S.Load(dCell));
        S.Store(S.Multiply(S.Multiply(dc, candidate), S.Multiply(input, S.Subtract(one, input))), i);
        S.Store(S.Multiply(S.Multiply(dc, S.Load(cellBefore)), S.Multiply(forget, S.Subtract(one, forget))), f);
        S.Store(S.Multiply(S.Multiply(dc, input), S.Subtract(one, S.Multiply(candidate, candidate))), g);
        S.Store(S.Multiply(S.Multiply(dh, tanh), S.Multiply(output, S.Subtract(one, output))), o);
        S.Store(S.Multiply(dc, forget), dCell);
        S.Store(S.Zero, dHidden);
    }

    // The last lanes go through the same code in a padded copy, so that every element gets the same bits wherever it stands.
    static void ForwardTail(float* gates, int size, int count, float* cellBefore, float* cell, float* hidden)
    {
        var lanes = stackalloc float[7 * 16];
        for (var part = 0; part < 4; part++) Copy(gates + (part * size), lanes + (part * 16), count);
        Copy(cellBefore, lanes + 64, count);
        ForwardLanes(lanes, lanes + 16, lanes + 32, lanes + 48, lanes + 64, lanes + 80, lanes + 96);
        for (var part = 0; part < 4; part++) Copy(lanes + (part * 16), gates + (part * size), count);
        Copy(lanes + 80, cell, count);
        Copy(lanes + 96, hidden, count);
    }

    static void BackwardTail(float* gates, int size, int count, float* cellBefore, float* cell, float* dHidden, float* dCell)
    {
        var lanes = stackalloc float[8 * 16];
        for (var part = 0; part < 4; part++) Copy(gates + (part * size), lanes + (part * 16), count);
        Copy(cellBefore, lanes + 64, count);
        Copy(cell, lanes + 80, count);
        Copy(dHidden, lanes + 96, count);
        Copy(dCell, lanes + 112, count);
        BackwardLanes(lanes, lanes + 16, lanes + 32, lanes + 48, lanes + 64, lanes + 80, lanes + 96, lanes + 112);
        for (var part = 0; part < 4; part++) Copy(lanes + (part * 16), gates + (part * size), count);
        Copy(lanes + 96, dHidden, count);
        Copy(lanes + 112, dCell, count);
    }

    static void Copy(float* source, float* target, int count)
    {
        for (var j = 0; j < count; j++) target[j] = source[j];
    }
}
