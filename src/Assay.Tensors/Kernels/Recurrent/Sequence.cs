namespace Assay.Tensors.Kernels;

/// <summary>
/// A recurrent cell run over a whole sequence, time-major. Hidden (and cell) states stand in time + 1 slots of (batch, size), one
/// more than steps: forward step t reads slot t and writes slot t + 1, a reversed one reads t + 1 and writes t.
/// Where the recurrent weights fit a core's cache, threads divide the batch and never meet inside a sequence; where they do not,
/// threads divide the units, so that each core reads only its part of the weights, and meet once a step.
/// </summary>
unsafe struct Sequence<S, V, TCell> : IRangeJob
    where V : unmanaged
    where S : ISimd<V>
    where TCell : ICell
{
    // Bytes of packed recurrent weights that second-level cache holds beside everything else.
    const int CachedWeights = 512 << 10;

    // Multiply-adds of a sequence, or of a step, that are worth another thread.
    const long ThreadWork = 1 << 18;
    const long StepThreadWork = 1 << 17;

    public int Time, Batch, Inputs, Size;
    public bool Reverse;

    /// <summary>Null, or the number of valid steps of each sequence: beyond it the state passes through unchanged.</summary>
    public int* Lengths;

    /// <summary>(time, batch, gates * size); forward expects pre-activations from the input if <see cref="PackedInput"/> and <see cref="InputWeights"/> are null.</summary>
    public float* Gates;

    /// <summary>The same for the recurrent side of cells that keep it apart.</summary>
    public float* Recurrent;

    /// <summary>(gates * size) each, or null: what the gates and the recurrent side begin with.</summary>
    public float* Bias, RecurrentBias;

    /// <summary>(time + 1, batch, size) each.</summary>
    public float* Hidden, Cell;

    /// <summary>(time, batch, inputs) and the input weights packed as <see cref="Packed"/>: for narrow inputs, projected step by step while the gates are in cache.</summary>
    public float* Input, PackedInput;

    /// <summary>
    /// Recurrent weights: forward each gate's (size, size) packed by itself, backward (gates * size, size);
    /// null forward means <see cref="Weights"/> unpacked.
    /// </summary>
    public float* Packed;

    /// <summary>(gates * size, size) recurrent and (gates * size, inputs) input weights as stored, for a single short sequence.</summary>
    public float* Weights, InputWeights;

    /// <summary>(time + 1, batch, size) gradient of the hidden slots, read; backward only.</summary>
    public float* DHiddenSlots;

    /// <summary>(time, batch, size), or null: where backward writes down the whole gradient that reaches the state after each step.</summary>
    public float* StateGradients;

    /// <summary>(batch, size) each: carried gradients; on entry those of the final state, on return those of the initial one.</summary>
    public float* DHidden, DCell;

    /// <summary>False if the initial hidden state is zero: forward its product is left out; backward nobody asks for its gradient.</summary>
    public bool HasInitial;

    public bool IsBackward;

    // The step that threads share out by units; below 0 each runs all steps of its rows.
    int _step;

    /// <summary>Floats that the recurrent or input weights of all gates take, packed gate by gate.</summary>
    public static int PackedCount(int inputs, int size) => TCell.Gates * Gemm<S, V>.PackedCount(inputs, size);

    /// <summary>Packs weights (gates * size, inputs), gate by gate, so that a range of units has its own panels in each.</summary>
    public static void Pack(float* weights, int inputs, int size, float* packed)
    {
        for (var gate = 0; gate < TCell.Gates; gate++)
        {
            Gemm<S, V>.Pack(
                weights + ((nint)gate * size * inputs), inputs, true, inputs, size, packed + ((nint)gate * Gemm<S, V>.PackedCount(inputs, size)));
        }
    }

    readonly int Width => TCell.Gates * Size;

    /// <summary>Runs the sequence, on as many threads as pay.</summary>
    public void Start()
    {
        _step = -1;
        var stepWork = (long)Batch * Width * Size;
        if (stepWork * Time < ThreadWork || Packed == null) Run(0, Batch);
        else if ((long)Width * Size * sizeof(float) <= CachedWeights && Batch > 1) Workers.For(ref this, Batch, (Batch + Workers.Count - 1) / Workers.Count);
        else
        {
            var grain = (int)Math.Clamp(StepThreadWork * Gemm<S, V>.Panels(Size) / stepWork / 2, 1, Gemm<S, V>.Panels(Size));
            for (_step = 0; _step < Steps; _step++) Workers.For(ref this, Gemm<S, V>.Panels(Size), grain);
        }
    }

    // Backward goes one step further, to the initial state, where its gradient is asked for.
    readonly int Steps => IsBackward && HasInitial ? Time + 1 : Time;

    public readonly void Run(int begin, int end)
    {
        if (_step >= 0)
        {
            var units = Gemm<S, V>.PanelWidth;
            Step(_step, 0, Batch, begin * units, Math.Min(end * units, Size));
            return;
        }
        for (var step = 0; step < Steps; step++) Step(step, begin, end, 0, Size);
    }

    readonly void Step(int step, int row, int rowEnd, int from, int to)
    {
        if (IsBackward) Backward(step, row, rowEnd - row, from, to);
        else Forward(step, row, rowEnd - row, from, to);
    }

    // The n-th step in the order of computation.
    readonly int TimeOf(int n) => Reverse == IsBackward ? n : Time - 1 - n;

    readonly CellStep Memory(int t, int begin, int rows, int from, int to)
    {
        nint row = ((nint)t * Batch) + begin, before = row + (Reverse ? Batch : 0), after = row + (Reverse ? 0 : Batch);
        return new CellStep
        {
            Gates = Gates + (row * Width),
            Recurrent = TCell.ApartRecurrent ? Recurrent + (row * Width) : null,
            HiddenBefore = Hidden + (before * Size),
            Hidden = Hidden + (after * Size),
            CellBefore = TCell.HasCell ? Cell + (before * Size) : null,
            Cell = TCell.HasCell ? Cell + (after * Size) : null,
            Rows = rows,
            Size = Size,
            From = from,
            To = to,
        };
    }

    readonly void Forward(int n, int begin, int rows, int from, int to)
    {
        var t = TimeOf(n);
        var step = Memory(t, begin, rows, from, to);
        var input = Input + ((((nint)t * Batch) + begin) * Inputs);
        if (PackedInput != null) Project(input, Inputs, PackedInput, step.Gates, Bias, 0, step);
        else if (InputWeights != null) Dots(input, InputWeights, Inputs, step.Gates, Bias, rows);
        ProjectHidden(n, step);
        TCell.Forward(step);
        if (Lengths is not null) PassThrough(t, begin, step);
    }

    readonly void ProjectHidden(int n, in CellStep step)
    {
        var product = TCell.ApartRecurrent ? step.Recurrent : step.Gates;
        var start = TCell.ApartRecurrent ? RecurrentBias : product;
        if (n == 0 && !HasInitial)
        {
            if (TCell.ApartRecurrent) Fill(product, start, step);
        }
        else if (Packed != null)
        {
            Project(step.HiddenBefore, Size, Packed, product, start, TCell.ApartRecurrent ? 0 : Width, step);
        }
        else
        {
            Dots(step.HiddenBefore, Weights, Size, product, TCell.ApartRecurrent ? start : null, step.Rows, add: !TCell.ApartRecurrent);
        }
    }

    // target = start + rows W^T for the step's units in every gate.
    readonly void Project(float* rows, int depth, float* packed, float* target, float* start, nint startStep, in CellStep step)
    {
        var gateCount = Gemm<S, V>.PackedCount(depth, Size);
        for (var gate = 0; gate < TCell.Gates; gate++)
        {
            var column = (gate * Size) + step.From;
            Gemm<S, V>.MultiplyPacked(
                rows, depth, 1, packed + ((nint)gate * gateCount) + ((nint)step.From * depth), target + column, Width,
                start == null ? null : start + column, startStep, step.Rows, step.To - step.From, depth);
        }
    }

    readonly void Backward(int n, int begin, int rows, int from, int to)
    {
        var dHidden = DHidden + ((nint)begin * Size);
        if (n > 0)
        {
            // Through the recurrent weights of the step computed before, which comes after this one in time.
            var later = Memory(TimeOf(n - 1), begin, rows, from, to);
            Gemm<S, V>.MultiplyPacked(
                TCell.ApartRecurrent ? later.Recurrent : later.Gates, Width, 1, Packed + ((nint)from * Width), dHidden + from, Size,
                dHidden + from, Size, rows, to - from, Width);
        }
        if (n == Time) return;
        var t = TimeOf(n);
        var step = Memory(t, begin, rows, from, to);
        step.DHidden = dHidden;
        step.DCell = TCell.HasCell ? DCell + ((nint)begin * Size) : null;
        var slot = DHiddenSlots + ((((nint)t * Batch) + begin + (Reverse ? 0 : Batch)) * Size);
        for (var row = 0; row < rows; row++) Add(slot + ((nint)row * Size) + from, dHidden + ((nint)row * Size) + from, to - from);
        if (StateGradients != null) Copy(dHidden, StateGradients + ((((nint)t * Batch) + begin) * Size), rows, from, to);
        if (Lengths is null)
        {
            TCell.Backward(step);
            return;
        }
        // A step beyond the length computes nothing: its gates get no gradient and the state's passes unchanged.
        for (var row = 0; row < rows; row++)
        {
            var single = Row(step, row);
            if (t < Lengths[begin + row])
            {
                TCell.Backward(single);
                continue;
            }
            Fill(single.Gates, null, single);
            if (TCell.ApartRecurrent) Fill(single.Recurrent, null, single);
        }
    }

    readonly void PassThrough(int t, int begin, CellStep step)
    {
        var count = step.To - step.From;
        for (var row = 0; row < step.Rows; row++)
        {
            if (t < Lengths[begin + row]) continue;
            var single = Row(step, row);
            new ReadOnlySpan<float>(single.HiddenBefore + step.From, count).CopyTo(new Span<float>(single.Hidden + step.From, count));
            if (TCell.HasCell)
                new ReadOnlySpan<float>(single.CellBefore + step.From, count).CopyTo(new Span<float>(single.Cell + step.From, count));
        }
    }

    readonly CellStep Row(in CellStep step, int row)
    {
        nint state = (nint)row * Size, gates = (nint)row * Width;
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

    // The step's units in every gate and row: a bias, or zero.
    readonly void Fill(float* target, float* bias, in CellStep step)
    {
        for (var row = 0; row < step.Rows; row++)
        {
            for (var gate = 0; gate < TCell.Gates; gate++)
            {
                var column = (gate * Size) + step.From;
                var units = new Span<float>(target + ((nint)row * Width) + column, step.To - step.From);
                if (bias == null) units.Clear();
                else new ReadOnlySpan<float>(bias + column, units.Length).CopyTo(units);
            }
        }
    }

    readonly void Copy(float* source, float* target, int rows, int from, int to)
    {
        for (var row = 0; row < rows; row++)
        {
            var start = ((nint)row * Size) + from;
            new ReadOnlySpan<float>(source + start, to - from).CopyTo(new Span<float>(target + start, to - from));
        }
    }

    static void Add(float* source, float* target, int count)
    {
        var whole = count - (count % S.Width);
        for (var j = 0; j < whole; j += S.Width) S.Store(S.Add(S.Load(target + j), S.Load(source + j)), target + j);
        for (var j = whole; j < count; j++) target[j] += source[j];
    }

    // All gates at once from weights as stored (width, depth): dot products, for when packing would cost more than the product.
    readonly void Dots(float* rows, float* weights, int depth, float* target, float* start, int count, bool add = false)
    {
        for (var row = 0; row < count; row++, rows += depth, target += Width)
        {
            var gates = new Span<float>(target, Width);
            if (start != null) new ReadOnlySpan<float>(start, Width).CopyTo(gates);
            else if (!add) gates.Clear();
            Gemm<S, V>.AddDots(rows, weights, depth, target, Width);
        }
    }
}
