using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>One call of a recurrent op: checks, memory, forward pass and backward rule, for any cell and instruction set.</summary>
sealed unsafe class SequenceCall
{
    // Inputs at most this wide are projected step by step, while the gates are in cache; wider ones as one product over all steps.
    const int NarrowInput = 32;

    readonly Tensor _input, _weightIh, _weightHh;
    readonly Tensor? _hidden, _cell, _biasIh, _biasHh;
    readonly int[]? _lengths;
    readonly bool _reverse;
    readonly int _time, _batch, _inputs, _size, _gates;

    // Kept for backward: the states' slots (hidden, then cell), the gates, and the recurrent side where a cell keeps it apart.
    Tensor _slots = null!, _gateValues = null!;
    Tensor? _recurrentValues;

    public SequenceCall(
        int gates, Tensor input, Tensor? hidden, Tensor? cell, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh,
        int[]? lengths, bool reverse)
    {
        if (input.Rank != 3) throw new ShapeException($"A recurrent op needs input (time, batch, inputs); given {ShapeException.Text(input.Dims)}.");
        if (weightHh.Rank != 2) throw new ShapeException($"weightHh needs ({gates} * hidden, hidden); given {ShapeException.Text(weightHh.Dims)}.");
        (_time, _batch, _inputs, _size, _gates) = (input.Dims[0], input.Dims[1], input.Dims[2], weightHh.Dims[1], gates);
        Need(weightHh, "weightHh", gates * _size, _size);
        Need(weightIh, "weightIh", gates * _size, _inputs);
        if (biasIh is not null) Need(biasIh, "biasIh", gates * _size);
        if (biasHh is not null) Need(biasHh, "biasHh", gates * _size);
        if (hidden is not null) Need(hidden, "the initial hidden state", _batch, _size);
        if (cell is not null) Need(cell, "the initial cell state", _batch, _size);
        if (_time == 0 || _batch == 0) throw new ShapeException($"A recurrent op needs at least one step and one sequence; given {ShapeException.Text(input.Dims)}.");
        if (lengths is not null && (lengths.Length != _batch || lengths.Any(length => length < 0 || length > _time)))
            throw new ShapeException($"lengths needs {_batch} values from 0 to {_time}; given [{string.Join(", ", lengths)}].");
        (_input, _hidden, _cell, _weightIh, _weightHh, _biasIh, _biasHh) = (input, hidden, cell, weightIh, weightHh, biasIh, biasHh);
        (_lengths, _reverse) = (lengths, reverse);
    }

    /// <summary>(time, batch, hidden)</summary>
    public Tensor Output { get; private set; } = null!;

    /// <summary>(batch, hidden)</summary>
    public Tensor FinalHidden { get; private set; } = null!;

    /// <summary>(batch, hidden); null for cells without cell state.</summary>
    public Tensor? FinalCell { get; private set; }

    int StateCount => _batch * _size;

    int SlotCount => (_time + 1) * StateCount;

    bool DotInstead => _time * _batch < 6;

    public void Run<S, V, TCell>()
        where V : unmanaged
        where S : ISimd<V>
        where TCell : ICell
    {
        _slots = Tensor.Result(
            [TCell.HasCell ? 2 * SlotCount : SlotCount], _input, _weightIh, _weightHh, _hidden, _cell, _biasIh, _biasHh);
        _gateValues = Tensor.Scratch(_time * _batch * _gates * _size);
        if (TCell.ApartRecurrent) _recurrentValues = Tensor.Scratch(_time * _batch * _gates * _size);
        SetInitial(_hidden, 0);
        if (TCell.HasCell) SetInitial(_cell, SlotCount);
        Forward<S, V, TCell>();
        _slots.Rule = (_, gradient) => Backward<S, V, TCell>(gradient);

        int first = _reverse ? 0 : StateCount, last = _reverse ? 0 : _time * StateCount;
        Output = _slots.View(first, _time, _batch, _size);
        if (_lengths is not null) Output = Masked(Output);
        FinalHidden = _slots.View(last, _batch, _size);
        if (TCell.HasCell) FinalCell = _slots.View(SlotCount + last, _batch, _size);
    }

    void Forward<S, V, TCell>()
        where V : unmanaged
        where S : ISimd<V>
        where TCell : ICell
    {
        var width = _gates * _size;
        var bias = TCell.ApartRecurrent ? _biasIh : SumOf(_biasIh, _biasHh);
        fixed (float* input = _input.Span, gates = _gateValues.Span, slots = _slots.Span, recurrent = SpanOf(_recurrentValues))
        fixed (float* weightIh = _weightIh.Span, weightHh = _weightHh.Span, start = SpanOf(bias), recurrentStart = SpanOf(_biasHh))
        fixed (int* lengths = _lengths)
        {
            var job = new Sequence<S, V, TCell>
            {
                Time = _time, Batch = _batch, Inputs = _inputs, Size = _size, Reverse = _reverse, Lengths = lengths, HasInitial = _hidden is not null,
                Gates = gates, Recurrent = recurrent, Bias = start, RecurrentBias = recurrentStart, Hidden = slots, Cell = slots + SlotCount, Input = input,
            };
            if (DotInstead)
            {
                job.Weights = weightHh;
                job.InputWeights = weightIh;
                job.Start();
                return;
            }
            var packed = _time > 1 || job.HasInitial ? Tensor.Scratch(Sequence<S, V, TCell>.PackedCount(_size, _size)) : null;
            var packedInput = _inputs <= NarrowInput ? Tensor.Scratch(Sequence<S, V, TCell>.PackedCount(_inputs, _size)) : null;
            fixed (float* panels = SpanOf(packed), inputPanels = SpanOf(packedInput))
            {
                if (packed is not null) Sequence<S, V, TCell>.Pack(weightHh, _size, _size, panels);
                if (packedInput is not null) Sequence<S, V, TCell>.Pack(weightIh, _inputs, _size, inputPanels);
                else Gemm<S, V>.Multiply(input, _inputs, false, weightIh, _inputs, true, gates, width, start, 0, _time * _batch, width, _inputs);
                job.Packed = panels;
                job.PackedInput = inputPanels;
                job.Start();
            }
        }
    }

    void Backward<S, V, TCell>(ReadOnlySpan<float> gradient)
        where V : unmanaged
        where S : ISimd<V>
        where TCell : ICell
    {
        var width = _gates * _size;
        var rows = _time * _batch;
        var carried = Tensor.Scratch(2 * StateCount);
        carried.Span.Clear();
        if (TCell.HasCell)
            gradient.Slice(SlotCount + (_reverse ? 0 : _time * StateCount), StateCount).CopyTo(carried.Span[StateCount..]);
        fixed (float* input = _input.Span, gates = _gateValues.Span, slots = _slots.Span, recurrent = SpanOf(_recurrentValues))
        fixed (float* weightIh = _weightIh.Span, weightHh = _weightHh.Span, carry = carried.Span, slotGradients = gradient)
        fixed (int* lengths = _lengths)
        {
            var job = new Sequence<S, V, TCell>
            {
                Time = _time, Batch = _batch, Inputs = _inputs, Size = _size, Reverse = _reverse, Lengths = lengths, IsBackward = true,
                Gates = gates, Recurrent = recurrent, Hidden = slots, Cell = slots + SlotCount,
                DHiddenSlots = slotGradients, DHidden = carry, DCell = carry + StateCount,
                HasInitial = _hidden is { RequiresGrad: true },
            };
            var packed = _time > 1 || job.HasInitial ? Tensor.Scratch(Gemm<S, V>.PackedCount(width, _size)) : null;
            fixed (float* panels = SpanOf(packed))
            {
                if (packed is not null) Gemm<S, V>.Pack(weightHh, _size, false, width, _size, panels);
                job.Packed = panels;
                job.Start();
            }

            // A zero initial state has no part in the recurrent weights' gradient: its step, the first computed, is left out.
            var recurrentGates = TCell.ApartRecurrent ? recurrent : gates;
            var (skipped, firstRow) = _hidden is null ? (_batch, _reverse ? 0 : _batch) : (0, 0);
            var before = slots + (_reverse ? StateCount : 0);
            Accumulate<S, V>(
                _weightHh, recurrentGates + ((nint)firstRow * width), before + ((nint)firstRow * _size), width, _size, rows - skipped);
            // Beyond a sequence's length the gates' gradients are 0, but 0 times a NaN of the padding would be NaN.
            fixed (float* valid = _lengths is null ? _input.Span : ValidInput().Span)
                Accumulate<S, V>(_weightIh, gates, valid, width, _inputs, rows);
            SumRows(_biasIh, TCell.ApartRecurrent ? null : _biasHh, gates, rows, width);
            if (TCell.ApartRecurrent) SumRows(_biasHh, null, recurrent, rows, width);
            if (_input.RequiresGrad)
            {
                fixed (float* target = _input.GradientTarget(out var add))
                    Gemm<S, V>.Multiply(gates, width, false, weightIh, _inputs, false, target, _inputs, rows, _inputs, width, add);
            }
        }
        AddTo(_hidden, carried.Span[..StateCount]);
        AddTo(_cell, carried.Span[StateCount..]);
    }

    // weights (width, depth) += gates^T (width, rows) x states (rows, depth)
    static void Accumulate<S, V>(Tensor weights, float* gates, float* states, int width, int depth, int rows)
        where V : unmanaged
        where S : ISimd<V>
    {
        if (!weights.RequiresGrad) return;
        fixed (float* target = weights.GradientTarget(out var add))
            Gemm<S, V>.Multiply(gates, width, true, states, depth, false, target, depth, width, depth, rows, add);
    }

    // One sum over time and batch for both biases, where they enter at the same place.
    static void SumRows(Tensor? bias, Tensor? twin, float* gates, int rows, int width)
    {
        if (bias is not { RequiresGrad: true } && twin is not { RequiresGrad: true }) return;
        var sum = Tensor.Scratch(width);
        Reduction.Sum(new ReadOnlySpan<float>(gates, rows * width), sum.Span, 1, rows, width, 1f, add: false);
        AddTo(bias, sum.Span);
        AddTo(twin, sum.Span);
    }

    void SetInitial(Tensor? state, int offset)
    {
        var slot = _slots.Span.Slice(offset + (_reverse ? _time * StateCount : 0), StateCount);
        if (state is null) slot.Clear();
        else state.Span.CopyTo(slot);
    }

    static Tensor? SumOf(Tensor? a, Tensor? b)
    {
        if (a is null || b is null) return a ?? b;
        var sum = Tensor.Scratch(a.Count);
        Elementwise.Map(default(Sum), a.Span, b.Span, sum.Span);
        return sum;
    }

    static Span<float> SpanOf(Tensor? tensor) => tensor is null ? default : tensor.Span;

    static void AddTo(Tensor? tensor, ReadOnlySpan<float> gradient)
    {
        if (tensor is not { RequiresGrad: true }) return;
        var target = tensor.GradientTarget(out var add);
        if (!add) gradient.CopyTo(target);
        else
            for (var j = 0; j < target.Length; j++) target[j] += gradient[j];
    }

    // The input with zeros beyond each sequence's length.
    Tensor ValidInput()
    {
        var valid = Tensor.Scratch(_time * _batch * _inputs);
        _input.Span.CopyTo(valid.Span);
        for (var step = 0; step < _time * _batch; step++)
            if (step / _batch >= _lengths![step % _batch]) valid.Span.Slice(step * _inputs, _inputs).Clear();
        return valid;
    }

    // Zero beyond each sequence's length, forward and backward.
    Tensor Masked(Tensor states)
    {
        var output = Tensor.Result(states.Dims, states);
        states.Span.CopyTo(output.Span);
        for (var step = 0; step < _time * _batch; step++)
            if (step / _batch >= _lengths![step % _batch]) output.Span.Slice(step * _size, _size).Clear();
        if (output.Recorded)
            output.Rule = (_, gradient) =>
            {
                var target = states.GradientSum();
                for (var step = 0; step < _time * _batch; step++)
                {
                    if (step / _batch >= _lengths![step % _batch]) continue;
                    for (var j = step * _size; j < (step + 1) * _size; j++) target[j] += gradient[j];
                }
            };
        return output;
    }

    static void Need(Tensor tensor, string name, params ReadOnlySpan<int> dims)
    {
        if (!tensor.Dims.SequenceEqual(dims))
            throw new ShapeException($"{name} needs shape {ShapeException.Text(dims)}; given {ShapeException.Text(tensor.Dims)}.");
    }
}
