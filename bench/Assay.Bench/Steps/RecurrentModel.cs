using Assay.Modules;
using Assay.Tensors;

namespace Assay.Bench.Steps;

/// <summary>A recurrent layer and a linear head; parameters <c>rnn.weight_ih_l0</c> ... <c>head.bias</c>.</summary>
sealed class RecurrentModel : Module
{
    readonly RecurrentLayer _rnn;
    readonly Linear _head;

    public RecurrentModel(Workload work, Rng rng)
    {
        _rnn = work.Kind switch
        {
            "rnn" => new Rnn(work.Inputs, work.Hidden, rng),
            "lstm" => new Lstm(work.Inputs, work.Hidden, rng),
            "gru" => new Gru(work.Inputs, work.Hidden, rng),
            _ => throw new ArgumentException($"A workload's kind is rnn, lstm or gru; given '{work.Kind}'.", nameof(work)),
        };
        _head = new Linear(work.Hidden, work.Outputs, rng);
    }

    /// <summary>The state before the first window, (1, batch, hidden) each: hidden, and cell where the layer has one.</summary>
    public Tensor[] ZeroState(int batch) => _rnn switch
    {
        Lstm lstm when lstm.InitialState(batch) is var state => [state.Hidden, state.Cell],
        Gru gru => [gru.InitialState(batch)],
        _ => [((Rnn)_rnn).InitialState(batch)],
    };

    /// <summary>Predictions (batch, time, outputs) for (batch, time, inputs), from a zero state on.</summary>
    public Tensor Forward(Tensor x) => _head.Forward(_rnn.Forward(x));

    /// <summary>The same from <paramref name="state"/> on; its elements are replaced by the state after the last step.</summary>
    public Tensor Forward(Tensor x, Tensor[] state)
    {
        Tensor output;
        switch (_rnn)
        {
            case Lstm lstm:
                (output, var after) = lstm.Forward(x, new LstmState(state[0], state[1]));
                (state[0], state[1]) = (after.Hidden, after.Cell);
                break;
            case Gru gru:
                (output, state[0]) = gru.Forward(x, state[0]);
                break;
            default:
                (output, state[0]) = ((Rnn)_rnn).Forward(x, state[0]);
                break;
        }
        return _head.Forward(output);
    }
}
