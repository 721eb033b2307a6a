using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>One call of a recurrent op: checks, memory, forward pass and backward rule, for any cell and instruction set.</summary>
readonly unsafe ref struct SequenceCall
{
    // Inputs at most this wide are projected step by step, while the gates are in cache; wider ones as one product over all steps.
    const int NarrowInput = 32;

    readonly Tensor _input, _weightIh, _weightHh;
    readonly Tensor? _hidden, _cell, _biasIh, _biasHh;
    readonly int[]? _lengths;
    readonly bool _reverse;
    readonly int _time, _batch, _inputs, _size, _gates;

    // Kept for backward: the states' slots (hidden, then cell), the gates, and the recurrent side where a cell keeps it apart.
    readonly Tensor _slots, _gateValues;
    readonly Tensor? _recurrentValues;

    // Where backward writes down the gradient of each step's state, (time, batch, hidden), if somebody asked.
    readonly Tensor? _stateGradients;

    public SequenceCall(
        int gates, Tensor input, Tensor? hidden, Tensor? cell, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh,
        int[]? lengths, bool reverse, bool hasCell = false, bool apartRecurrent = false)
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
        if (lengths is not null && (lengths.Length != _batch || lengths.AsSpan().ContainsAnyExceptInRange(0, _time)))
            throw new ShapeException($"lengths needs {_batch} values from 0 to {_time}; given [{string.Join(", ", lengths)}].");
        (_input, _hidden, _cell, _weightIh, _weightHh, _biasIh, _biasHh) = (input, hidden, cell, weightIh, weightHh, biasIh, biasHh);
        (_lengths, _reverse) = (lengths, reverse);
        _gateValues = Tensor.Scratch(_time * _batch * _gates * _size);
        if (apartRecurrent) _recurrentValues = Tensor.Scratch(_time * _batch * _gates * _size);
        if (StateGradients.Watching) _stateGradients = Tensor.Scratch(_time, _batch, _size);
        _slots = Tensor.Result(
            [hasCell ? 2 * SlotCount : SlotCount], input, weightIh, weightHh, hidden, cell, biasIh, biasHh, _gateValues, _recurrentValues, _stateGradients);
        _slots.Save((gates, reverse));
        _slots.Attached = lengths;
        if (_stateGradients is not null && _slots.Recorded) StateGradients.Expect(weightHh, _stateGradients, lengths, reverse);
    }

    // The call whose slots these are.
    SequenceCall(Tensor slots)
    {
        _slots = slots;
        (_input, _weightIh, _weightHh) = (slots.Source(0), slots.Source(1), slots.Source(2));
        (_hidden, _cell, _biasIh, _biasHh) = (slots.OptionalSource(3), slots.OptionalSource(4), slots.OptionalSource(5), slots.OptionalSource(6));
        (_gateValues, _recurrentValues, _stateGradients) = (slots.Source(7), slots.OptionalSource(8), slots.OptionalSource(9));
        (_gates, _reverse) = slots.Saved<(int, bool)>();
        _lengths = (int[]?)slots.Attached;
        (_time, _batch, _inputs, _size) = (_input.Dims[0], _input.Dims[1], _input.Dims[2], _weightHh.Dims[1]);
    }

    int StateCount => _batch * _size;

    int SlotCount => (_time + 1) * StateCount;

    /// <summary>Runs the sequence: output (time, batch, hidden), final hidden and cell state (batch, hidden).</summary>
    public (Tensor Output, Tensor Hidden, Tensor? Cell) Run<S, V, TCell>()
        where V : unmanaged
        where S : ISimd<V>
        where TCell : ICell
    {
        SetInitial(_hidden, 0);
        if (TCell.HasCell) SetInitial(_cell, SlotCount);
        Forward<S, V, TCell>();
        _slots.Rule = static (slots, gradient) => new SequenceCall(slots).Backward<S, V, TCell>(gradient);

        int first = _reverse ? 0 : StateCount, last = _reverse ? 0 : _time * StateCount;
        var output = _slots.View(first, _time, _batch, _size);
        if (_lengths is not null) output = Masked(output, _lengths);
        return (output, _slots.View(last, _batch, _size), TCell.HasCell ? _slots.View(SlotCount + last, _batch, _size) : null);
    }

    void Forward<S, V, TCell>()
        where V : unmanaged
        where S : ISimd<V>
        where TCell : ICell
    {
        var width = _gates * _size;
        var bias = TCell.ApartRecurrent ? _biasIh : SumOf(_biasIh, _biasHh);
        fixed (float* input = _input.Values, gates = _gateValues.Span, slots = _slots.Span, recurrent = ValuesOf(_recurrentValues))
        fixed (float* weightIh = _weightIh.Values, weightHh = _weightHh.Values, start = ValuesOf(bias), recurrentStart = ValuesOf(_biasHh))
        fixed (int* lengths = _lengths)
        {
            var job = new Sequence<S, V, TCell>
            {
                Time = _time, Batch = _batch, Inputs = _inputs, Size = _size, Reverse = _reverse, Lengths = lengths, HasInitial = _hidden is not null,
                Gates = gates, Recurrent = recurrent, Bias = start, RecurrentBias = recurrentStart, Hidden = slots, Cell = slots + SlotCount, Input = input,
            };
            // A few rows in training, whose weights change after every use, are not worth packing for.
            if (_time * _batch < 6 && _slots.Recorded)
            {
                job.Weights = weightHh;
                job.InputWeights = weightIh;
                job.Start();
                return;
            }
            var packed = _time == 1 && _hidden is null ? null
                : _weightHh.PackedCopy(PackLayout.Gates, Sequence<S, V, TCell>.PackedCount(_size, _size), PackGates<S, V, TCell>);
            var packedInput = _inputs > NarrowInput ? null
                : _weightIh.PackedCopy(PackLayout.Gates, Sequence<S, V, TCell>.PackedCount(_inputs, _size), PackGates<S, V, TCell>);
            fixed (float* panels = ValuesOf(packed), inputPanels = ValuesOf(packedInput))
            {
                if (packedInput is null) ProjectInput(gates, start);
                job.Packed = panels;
                job.PackedInput = inputPanels;
                job.Start();
            }
        }
    }

    // The input's part of the gates of all steps, as one product.
    void ProjectInput(float* gates, float* bias)
    {
        int width = _gates * _size, rows = _time * _batch;
        var packed = rows > WeightGradients.MostRows || !Tensor.WorthPacking(_weightIh) ? null
            : !_slots.Recorded ? _weightIh.PackedCopy(PackLayout.Transposed, PackedProduct.Count(_inputs, width), Tensor.PackTransposed)
            : _weightIh.PackedIfReused(PackLayout.Transposed, PackedProduct.Count(_inputs, width), Tensor.PackTransposed);
        fixed (float* input = _input.Values, weights = ValuesOf(packed ?? _weightIh))
        {
            if (packed is null) MatrixProduct.Multiply(input, _inputs, false, weights, _inputs, true, gates, width, bias, 0, rows, width, _inputs);
            else PackedProduct.Multiply(input, weights, gates, bias, 0, rows, width, _inputs);
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
        fixed (float* gates = _gateValues.Span, slots = _slots.Span, recurrent = ValuesOf(_recurrentValues))
        fixed (float* carry = carried.Span, slotGradients = gradient, stateGradients = _stateGradients is null ? default : _stateGradients.Span)
        fixed (int* lengths = _lengths)
        {
            var job = new Sequence<S, V, TCell>
            {
                Time = _time, Batch = _batch, Inputs = _inputs, Size = _size, Reverse = _reverse, Lengths = lengths, IsBackward = true,
                Gates = gates, Recurrent = recurrent, Hidden = slots, Cell = slots + SlotCount,
                DHiddenSlots = slotGradients, StateGradients = stateGradients, DHidden = carry, DCell = carry + StateCount,
                HasInitial = _hidden is { RequiresGrad: true },
            };
            var packed = _time == 1 && !job.HasInitial ? null
                : _weightHh.PackedCopy(PackLayout.Plain, Gemm<S, V>.PackedCount(width, _size), PackPlain<S, V>);
            fixed (float* panels = ValuesOf(packed))
            {
                job.Packed = panels;
                job.Start();
            }
        }
        // A zero initial state has no part in the recurrent weights' gradient: its step, the first computed, is left out.
        var recurrentGates = _recurrentValues ?? _gateValues;
        var (skipped, firstRow) = _hidden is null ? (_batch, _reverse ? 0 : _batch) : (0, 0);
        WeightGradients.Add(
            _weightHh, null, null, recurrentGates, firstRow * width, _slots, (_reverse ? StateCount : 0) + (firstRow * _size), rows - skipped);
        // Beyond a sequence's length the gates' gradients are 0, but 0 times a NaN of the padding would be NaN.
        WeightGradients.Add(_weightIh, _biasIh, TCell.ApartRecurrent ? null : _biasHh, _gateValues, 0, _lengths is null ? _input : ValidInput(), 0, rows);
        if (TCell.ApartRecurrent && _biasHh is { RequiresGrad: true })
            Reduction.Sum(recurrentGates.Values, _biasHh.GradientTarget(out var addBias), 1, rows, width, 1f, addBias);
        if (_input.RequiresGrad) Tensor.LinearInput(_gateValues.Values, _weightIh, _input.GradientTarget(out var add), add, rows);
        AddTo(_hidden, carried.Span[..StateCount]);
        AddTo(_cell, carried.Span[StateCount..]);
    }

    static void PackGates<S, V, TCell>(Tensor weight, Tensor panels)
        where V : unmanaged
        where S : ISimd<V>
        where TCell : ICell
    {
        fixed (float* weights = weight.Values, target = panels.Span)
            Sequence<S, V, TCell>.Pack(weights, weight.Dims[1], weight.Dims[0] / TCell.Gates, target);
    }

    static void PackPlain<S, V>(Tensor weight, Tensor panels)
        where V : unmanaged
        where S : ISimd<V>
    {
        fixed (float* weights = weight.Values, target = panels.Span)
            Gemm<S, V>.Pack(weights, weight.Dims[1], false, weight.Dims[0], weight.Dims[1], target);
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

    static ReadOnlySpan<float> ValuesOf(Tensor? tensor) => tensor is null ? default : tensor.Values;

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
    static Tensor Masked(Tensor states, int[] lengths)
    {
        var output = Tensor.Result(states.Dims, states);
        output.Attached = lengths;
        states.Values.CopyTo(output.Span);
        var (batch, size) = (states.Dims[1], states.Dims[2]);
        for (var row = 0; row < states.Dims[0] * batch; row++)
            if (row / batch >= lengths[row % batch]) output.Span.Slice(row * size, size).Clear();
        output.Rule = static (output, gradient) =>
        {
            var target = output.Source(0).GradientSum();
            var lengths = (int[])output.Attached!;
            var (batch, size) = (output.Dims[1], output.Dims[2]);
            for (var row = 0; row < output.Dims[0] * batch; row++)
            {
                if (row / batch >= lengths[row % batch]) continue;
                for (var j = row * size; j < (row + 1) * size; j++) target[j] += gradient[j];
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
