namespace Assay.Tensors.Kernels;

/// <summary>
/// A recurrent cell run over a whole sequence, time-major. Hidden (and cell) states stand in time + 1 slots of (batch, size), one
/// more than steps: forward step t reads slot t and writes slot t + 1, a reversed one reads t + 1 and writes t.
/// Threads divide the batch and never meet inside a sequence.
/// </summary>
unsafe struct Sequence<S, V, TCell> : IRangeJob
    where V : unmanaged
    where S : ISimd<V>
    where TCell : ICell
{
    public int Time, Batch, Inputs, Size;
    public bool Reverse;

    /// <summary>Null, or the number of valid steps of each sequence: beyond it the state passes through unchanged.</summary>
    public int* Lengths;

    /// <summary>(time, batch, gates * size); forward expects pre-activations from the input if <see cref="PackedInput"/> is null, biases alone otherwise.</summary>
    public float* Gates;

    /// <summary>The same for the recurrent side of cells that keep it apart, holding the recurrent bias on entry.</summary>
    public float* Recurrent;

    /// <summary>(time + 1, batch, size) each.</summary>
    public float* Hidden, Cell;

    /// <summary>(time, batch, inputs) and the packed input weights: for narrow inputs, projected step by step while the gates are in cache.</summary>
    public float* Input, PackedInput;

    /// <summary>Recurrent weights packed as (size, gates * size) forward, (gates * size, size) backward; null forward means <see cref="Weights"/> unpacked.</summary>
    public float* Packed;

    /// <summary>(gates * size, size) recurrent and (gates * size, inputs) input weights as stored, for a single short sequence.</summary>
    public float* Weights, InputWeights;

    /// <summary>(time + 1, batch, size) gradient of the hidden slots, read; backward only.</summary>
    public float* DHiddenSlots;

    /// <summary>(batch, size) each: carried gradients; on entry those of the final state, on return those of the initial one.</summary>
    public float* DHidden, DCell;

    /// <summary>False if nobody asks for the gradient of the initial hidden state.</summary>
    public bool NeedsInitial;

    public bool IsBackward;

    /// <summary>Multiply-adds of the recurrent products, to decide whether threads pay.</summary>
    public readonly long Work => (long)Time * Batch * TCell.Gates * Size * (Size + Inputs);

    public void Run(int begin, int end)
    {
        if (IsBackward) Backward(begin, end);
        else Forward(begin, end);
    }

    readonly CellStep Step(int t, int begin, int end)
    {
        var width = TCell.Gates * Size;
        nint row = ((nint)t * Batch) + begin, before = row + (Reverse ? Batch : 0), after = row + (Reverse ? 0 : Batch);
        return new CellStep
        {
            Gates = Gates + (row * width),
            Recurrent = TCell.ApartRecurrent ? Recurrent + (row * width) : null,
            HiddenBefore = Hidden + (before * Size),
            Hidden = Hidden + (after * Size),
            CellBefore = TCell.HasCell ? Cell + (before * Size) : null,
            Cell = TCell.HasCell ? Cell + (after * Size) : null,
            Rows = end - begin,
            Size = Size,
        };
    }

    readonly void Forward(int begin, int end)
    {
        var width = TCell.Gates * Size;
        for (var n = 0; n < Time; n++)
        {
            var t = Reverse ? Time - 1 - n : n;
            var step = Step(t, begin, end);
            var product = TCell.ApartRecurrent ? step.Recurrent : step.Gates;
            var input = Input + ((((nint)t * Batch) + begin) * Inputs);
            if (Packed is null)
            {
                Project(input, InputWeights, Inputs, step.Gates, step.Rows, width);
                Project(step.HiddenBefore, Weights, Size, product, step.Rows, width);
            }
            else
            {
                if (PackedInput is not null)
                    Gemm<S, V>.MultiplyPacked(input, Inputs, 1, PackedInput, step.Gates, width, step.Rows, width, Inputs, true);
                Gemm<S, V>.MultiplyPacked(step.HiddenBefore, Size, 1, Packed, product, width, step.Rows, width, Size, true);
            }
            TCell.Forward(step);
            if (Lengths is not null) PassThrough(t, begin, step);
        }
    }

    readonly void Backward(int begin, int end)
    {
        var width = TCell.Gates * Size;
        var dHidden = DHidden + ((nint)begin * Size);
        var dCell = TCell.HasCell ? DCell + ((nint)begin * Size) : null;
        for (var n = Time - 1; n >= 0; n--)
        {
            var t = Reverse ? Time - 1 - n : n;
            var step = Step(t, begin, end);
            step.DHidden = dHidden;
            step.DCell = dCell;
            var slot = DHiddenSlots + ((((nint)t * Batch) + begin + (Reverse ? 0 : Batch)) * Size);
            Add(slot, dHidden, step.Rows * Size);
            if (Lengths is null)
            {
                TCell.Backward(step);
            }
            else
            {
                // A step beyond the length computes nothing: its gates get no gradient and the state's passes unchanged.
                for (var row = 0; row < step.Rows; row++)
                {
                    var single = Row(step, row);
                    if (t < Lengths[begin + row])
                    {
                        TCell.Backward(single);
                        continue;
                    }
                    new Span<float>(single.Gates, width).Clear();
                    if (TCell.ApartRecurrent) new Span<float>(single.Recurrent, width).Clear();
                }
            }
            if (n == 0 && !NeedsInitial) continue;
            var product = TCell.ApartRecurrent ? step.Recurrent : step.Gates;
            Gemm<S, V>.MultiplyPacked(product, width, 1, Packed, dHidden, Size, step.Rows, Size, width, true);
        }
    }

    readonly void PassThrough(int t, int begin, CellStep step)
    {
        for (var row = 0; row < step.Rows; row++)
        {
            if (t < Lengths[begin + row]) continue;
            var single = Row(step, row);
            new ReadOnlySpan<float>(single.HiddenBefore, Size).CopyTo(new Span<float>(single.Hidden, Size));
            if (TCell.HasCell) new ReadOnlySpan<float>(single.CellBefore, Size).CopyTo(new Span<float>(single.Cell, Size));
        }
    }

    readonly CellStep Row(in CellStep step, int row)
    {
        nint state = (nint)row * Size, gates = (nint)row * TCell.Gates * Size;
        var single = step;
        single.Rows = 1;
        single.Gates += gates;
        single.HiddenBefore += state;
        single.Hidden += state;
        single.DHidden += state;
        if (TCell.ApartRecurrent) single.Recurrent += gates;
        if (TCell.HasCell)
        {
            single.CellBefore += state;
            single.Cell += state;
            single.DCell += state;
        }
        return single;
    }

    static void Add(float* source, float* target, int count)
    {
        var whole = count - (count % S.Width);
        for (var j = 0; j < whole; j += S.Width) S.Store(S.Add(S.Load(target + j), S.Load(source + j)), target + j);
        for (var j = whole; j < count; j++) target[j] += source[j];
    }

    // rows x (weights stored (width, depth)): dot products, for when packing would cost more than the product.
    static void Project(float* rows, float* weights, int depth, float* target, int count, int width)
    {
        for (var row = 0; row < count; row++)
        {
            Gemm<S, V>.AddDots(rows, weights, depth, target, width);
            rows += depth;
            target += width;
        }
    }
}
