using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Workloads;

/// <summary>
/// The next vector from the last five: a projection to 512, four blocks LayerNorm(x + gru(x)), and a linear head on the last
/// step. Mean squared error. 7,095,552 parameters.
/// </summary>
sealed class NextGru : Workload
{
    const int Width = 768, Hidden = 512, Blocks = 4, Time = 5, DataWindows = 8;

    readonly int _batch;
    readonly Linear _project;
    readonly Gru[] _grus;
    readonly LayerNorm[] _norms;
    readonly Linear _head;
    readonly Tensor[] _input, _target;

    public NextGru(int batch, double rate, Start start)
        : base(DataWindows, rate)
    {
        _batch = batch;
        _project = new Linear(Width, Hidden, start.Rng);
        _grus = [.. Enumerable.Range(0, Blocks).Select(_ => new Gru(Hidden, Hidden, start.Rng))];
        _norms = [.. Enumerable.Range(0, Blocks).Select(_ => new LayerNorm(Hidden))];
        _head = new Linear(Hidden, Width, start.Rng);
        _input = start.Data("input", DataWindows, batch, Time, Width);
        _target = start.Data("target", DataWindows, batch, Width);
    }

    public override double Operations =>
        Flops.Linear(_batch * Time, Width, Hidden, inputGradient: false)
        + (Blocks * Flops.Linear(_batch * Time, Hidden, 3 * Hidden))
        + (Blocks * Flops.Linear(_batch * (Time - 1), Hidden, 3 * Hidden))
        + Flops.Linear(_batch, Hidden, Width);

    public override Tensor Loss(int window)
    {
        var x = _project.Forward(_input[window]);
        for (var block = 0; block < Blocks; block++) x = _norms[block].Forward(x, _grus[block].Forward(x));
        return Losses.Mse(_head.Forward(x.Slice(1, Time - 1, 1).Reshape(_batch, Hidden)), _target[window]);
    }
}
