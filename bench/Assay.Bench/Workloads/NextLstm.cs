using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Workloads;

/// <summary>
/// The next vector from the last five: an LSTM of two layers, 768 to 512, and a linear head on its last step, 512 to 768.
/// Mean squared error, or with rate 0 the sum of the squared outputs. 5,120,768 parameters.
/// </summary>
sealed class NextLstm : Workload
{
    const int Width = 768, Hidden = 512, Time = 5, DataWindows = 8;

    readonly int _batch;
    readonly Lstm _lstm;
    readonly Linear _head;
    readonly Tensor[] _input, _target;

    public NextLstm(int batch, double rate, Start start)
        : base(DataWindows, rate)
    {
        _batch = batch;
        _lstm = new Lstm(Width, Hidden, start.Rng, layers: 2);
        _head = new Linear(Hidden, Width, start.Rng);
        _input = start.Data("input", DataWindows, batch, Time, Width);
        _target = start.Data("target", DataWindows, batch, Width);
    }

    public override double Operations
    {
        get
        {
            int rows = _batch * Time, stateRows = _batch * (Time - 1);
            if (Rate == 0)
            {
                return Flops.Forward(rows, Width, 4 * Hidden) + Flops.Forward(rows, Hidden, 4 * Hidden)
                    + (2 * Flops.Forward(stateRows, Hidden, 4 * Hidden)) + Flops.Forward(_batch, Hidden, Width);
            }
            return Flops.Linear(rows, Width, 4 * Hidden, inputGradient: false) + Flops.Linear(rows, Hidden, 4 * Hidden)
                + (2 * Flops.Linear(stateRows, Hidden, 4 * Hidden)) + Flops.Linear(_batch, Hidden, Width);
        }
    }

    public override Tensor Loss(int window)
    {
        var (_, state) = _lstm.Forward(_input[window], null);
        var output = _head.Forward(state.Hidden.Slice(0, 1, 1).Reshape(_batch, Hidden));
        return Rate == 0 ? output.Square().Sum() : Losses.Mse(output, _target[window]);
    }
}
