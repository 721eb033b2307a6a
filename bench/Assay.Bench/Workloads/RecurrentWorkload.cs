using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Workloads;

/// <summary>
/// A recurrent layer and a linear head on each of its outputs, mean squared error; parameters <c>rnn.weight_ih_l0</c> ...
/// <c>head.bias</c>. A stateful one carries its detached state from step to step.
/// </summary>
sealed class RecurrentWorkload : Workload
{
    readonly RecurrentSizes _sizes;
    readonly bool _stateful;
    readonly RecurrentLayer _rnn;
    readonly Linear _head;
    readonly Tensor[] _input, _target;

    // Two states, (1, batch, hidden) each: one step reads the first and writes the second, the next the other way round,
    // because the backward pass still needs what the forward pass began with.
    readonly Tensor[][] _states;
    int _step;

    public RecurrentWorkload(RecurrentSizes sizes, bool stateful, int windows, double rate, Start start)
        : base(windows, rate)
    {
        (_sizes, _stateful) = (sizes, stateful);
        _rnn = sizes.Kind switch
        {
            "rnn" => new Rnn(sizes.Inputs, sizes.Hidden, start.Rng),
            "lstm" => new Lstm(sizes.Inputs, sizes.Hidden, start.Rng),
            "gru" => new Gru(sizes.Inputs, sizes.Hidden, start.Rng),
            _ => throw new ArgumentException($"A recurrent workload's kind is rnn, lstm or gru; given '{sizes.Kind}'.", nameof(sizes)),
        };
        _head = new Linear(sizes.Hidden, sizes.Outputs, start.Rng);
        _input = start.Data("input", windows, sizes.Batch, sizes.Time, sizes.Inputs);
        _target = start.Data("target", windows, sizes.Batch, sizes.Time, sizes.Outputs);
        _states = [ZeroState(), ZeroState()];
    }

    /// <summary>Is shown the recurrent layer's output; null for nobody.</summary>
    public ActivationProbe? Activations { get; set; }

    public override double Operations
    {
        get
        {
            var (_, inputs, hidden, outputs, batch, time) = _sizes;
            var gates = hidden * (_rnn switch { Lstm => 4, Gru => 3, _ => 1 });
            // The first state is zero or carried over, and gets no gradient either way.
            return Flops.Linear(batch * time, inputs, gates, inputGradient: false)
                + Flops.Linear(batch * (time - 1), hidden, gates)
                + (_stateful ? Flops.Linear(batch, hidden, gates, inputGradient: false) : 0)
                + Flops.Linear(batch * time, hidden, outputs);
        }
    }

    public override Tensor Loss(int window)
    {
        var output = _stateful ? Carry(_input[window]) : _rnn.Forward(_input[window]);
        Activations?.Watch("rnn", output);
        return Losses.Mse(_head.Forward(output), _target[window]);
    }

    // The outputs from the last step's state on; the state after them is kept for the next step.
    Tensor Carry(Tensor input)
    {
        Tensor[] before = _states[_step & 1], after = _states[++_step & 1];
        switch (_rnn)
        {
            case Lstm lstm:
                var (lstmOutput, lstmState) = lstm.Forward(input, new LstmState(before[0], before[1]));
                after[0].CopyFrom(lstmState.Hidden);
                after[1].CopyFrom(lstmState.Cell);
                return lstmOutput;
            case Gru gru:
                var (gruOutput, gruState) = gru.Forward(input, before[0]);
                after[0].CopyFrom(gruState);
                return gruOutput;
            default:
                var (rnnOutput, rnnState) = ((Rnn)_rnn).Forward(input, before[0]);
                after[0].CopyFrom(rnnState);
                return rnnOutput;
        }
    }

    // Hidden, and cell where the layer has one.
    Tensor[] ZeroState() => _rnn switch
    {
        Lstm lstm when lstm.InitialState(_sizes.Batch) is var state => [state.Hidden, state.Cell],
        Gru gru => [gru.InitialState(_sizes.Batch)],
        _ => [((Rnn)_rnn).InitialState(_sizes.Batch)],
    };
}
