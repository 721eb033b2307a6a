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
        if (TCell.ApartRecurrent)
        {
            FillRows(_gateValues.Span, _biasIh, null);
            FillRows(_recurrentValues!.Span, _biasHh, null);
        }
        else
        {
            FillRows(_gateValues.Span, _biasIh, _biasHh);
        }
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
        fixed (float* input = _input.Span, gates = _gateValues.Span, slots = _slots.Span, recurrent = _recurrentValues is null ? [] : _recurrentValues.Span)
        fixed (float* weightIh = _weightIh.Span, weightHh = _weightHh.Span)
        fixed (int* lengths = _lengths)
        {
            var job = new Sequence<S, V, TCell>
            {
                Time = _time, Batch = _batch, Inputs = _inputs, Size = _size, Reverse = _reverse, Lengths = lengths,
                Gates = gates, Recurrent = recurrent, Hidden = slots, Cell = slots + SlotCount, Input = input,
            };
            if (DotInstead)
            {
                job.Weights = weightHh;
                job.InputWeights = weightIh;
                job.Run(0, _batch);
                return;
            }
            var packed = Tensor.Scratch(Gemm<S, V>.PackedCount(_size, width));
            var packedInput = _inputs <= NarrowInput ? Tensor.Scratch(Gemm<S, V>.PackedCount(_inputs, width)) : null;
            fixed (float* panels = packed.Span, inputPanels = packedInput is null ? [] : packedInput.Span)
            {
                Gemm<S, V>.Pack(weightHh, _size, true, _size, width, panels);
                job.Packed = panels;
                if (packedInput is not null)
                {
                    Gemm<S, V>.Pack(weightIh, _inputs, true, _inputs, width, inputPanels);
                    job.PackedInput = inputPanels;
                }
                else
                {
                    Gemm<S, V>.Multiply(input, _inputs, false, weightIh, _inputs, true, gates, width, _time * _batch, width, _inputs, true);
                }
                Spread(ref job);
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
        fixed (float* input = _input.Span, gates = _gateValues.Span, slots = _slots.Span, recurrent = _recurrentValues is null ? [] : _recurrentValues.Span)
        fixed (float* weightIh = _weightIh.Span, weightHh = _weightHh.Span, carry = carried.Span, slotGradients = gradient)
        fixed (int* lengths = _lengths)
        {
            var job = new Sequence<S, V, TCell>
            {
                Time = _time, Batch = _batch, Inputs = _inputs, Size = _size, Reverse = _reverse, Lengths = lengths, IsBackward = true,
                Gates = gates, Recurrent = recurrent, Hidden = slots, Cell = slots + SlotCount,
                DHiddenSlots = slotGradients, DHidden = carry, DCell = carry + StateCount,
                NeedsInitial = _hidden is { RequiresGrad: true },
            };
            if (_time > 1 || job.NeedsInitial)
            {
                var packed = Tensor.Scratch(Gemm<S, V>.PackedCount(width, _size));
                fixed (float* panels = packed.Span)
                {
                    Gemm<S, V>.Pack(weightHh, _size, false, width, _size, panels);
                    job.Packed = panels;
                    Spread(ref job);
                }
            }
            else
            {
                job.Run(0, _batch);
            }

            var recurrentGates = TCell.ApartRecurrent ? recurrent : gates;
            var before = slots + (_reverse ? StateCount : 0);
            Accumulate<S, V>(_weightHh, recurrentGates, before, width, _size, rows);
            // Beyond a sequence's length the gates' gradients are 0, but 0 times a NaN of the padding would be NaN.
            fixed (float* valid = _lengths is null ? _input.Span : ValidInput().Span)
                Accumulate<S, V>(_weightIh, gates, valid, width, _inputs, rows);
            SumRows<S, V>(_biasIh, gates, rows, width);
            SumRows<S, V>(_biasHh, recurrentGates, rows, width);
            if (_input.RequiresGrad)
            {
                fixed (float* target = _input.GradientTarget(out var add))
                    Gemm<S, V>.Multiply(gates, width, false, weightIh, _inputs, false, target, _inputs, rows, _inputs, width, add);
            }
        }
        AddTo(_hidden, carried.Span[..StateCount]);
        AddTo(_cell, carried.Span[StateCount..]);
    }

    void Spread<S, V, TCell>(ref Sequence<S, V, TCell> job)
        where V : unmanaged
        where S : ISimd<V>
        where TCell : ICell
    {
        if (job.Work < 1 << 18) job.Run(0, _batch);
        else Workers.For(ref job, _batch, 1);
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

    static void SumRows<S, V>(Tensor? bias, float* gates, int rows, int width)
        where V : unmanaged
        where S : ISimd<V>
    {
        if (bias is not { RequiresGrad: true }) return;
        fixed (float* target = bias.GradientTarget(out var add))
        {
            if (!add) new ReadOnlySpan<float>(gates, width).CopyTo(new Span<float>(target, width));
            var whole = width - (width % S.Width);
            for (var row = add ? 0 : 1; row < rows; row++)
            {
                var source = gates + ((nint)row * width);
                for (var j = 0; j < whole; j += S.Width) S.Store(S.Add(S.Load(target + j), S.Load(source + j)), target + j);
                for (var j = whole; j < width; j++) target[j] += source[j];
            }
        }
    }

    void SetInitial(Tensor? state, int offset)
    {
        var slot = _slots.Span.Slice(offset + (_reverse ? _time * StateCount : 0), StateCount);
        if (state is null) slot.Clear();
        else state.Span.CopyTo(slot);
    }

    static void FillRows(Span<float> rows, Tensor? first, Tensor? second)
    {
        if ((first ?? second) is not { } bias)
        {
            rows.Clear();
            return;
        }
        var width = bias.Count;
        bias.Span.CopyTo(rows);
        if (first is not null && second is not null)
        {
            Elementwise.Map(default(Sum), bias.Span, second.Span, rows[..width]);
        }
        for (var start = width; start < rows.Length; start += width) rows[..width].CopyTo(rows[start..]);
    }

    static void AddTo(Tensor? state, ReadOnlySpan<float> gradient)
    {
        if (state is not { RequiresGrad: true }) return;
        var target = state.GradientTarget(out var add);
        for (var j = 0; j < target.Length; j++) target[j] = add ? target[j] + gradient[j] : gradient[j];
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
