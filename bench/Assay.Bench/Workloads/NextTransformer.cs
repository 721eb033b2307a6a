using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Workloads;

/// <summary>
/// The next vector from the last five: a projection to 512 with positions added, four decoder layers that attend causally to
/// themselves and to the projected sequence, and a head of two linear layers on the last step. Mean squared error.
/// 17,867,520 parameters. No dropout, so that losses can be compared.
/// </summary>
sealed class NextTransformer : Workload
{
    const int Width = 768, Model = 512, Heads = 8, FeedForward = 2048, Layers = 4, Time = 5, DataWindows = 8;

    readonly int _batch;
    readonly Linear _project;
    readonly PositionalEncoding _positions;
    readonly TransformerDecoderLayer[] _layers;
    readonly Sequential _head;
    readonly Tensor[] _input, _target;

    public NextTransformer(int batch, double rate, Start start)
        : base(DataWindows, rate)
    {
        _batch = batch;
        _project = new Linear(Width, Model, start.Rng);
        _positions = new PositionalEncoding(Model, Time);
        _layers = [.. Enumerable.Range(0, Layers).Select(_ => new TransformerDecoderLayer(Model, Heads, FeedForward, start.Rng))];
        _head = new Sequential(
            new Linear(Model, Model, start.Rng), Activation.Gelu(), new LayerNorm(Model), new Linear(Model, Width, start.Rng));
        _input = start.Data("input", DataWindows, batch, Time, Width);
        _target = start.Data("target", DataWindows, batch, Width);
    }

    public override double Operations
    {
        get
        {
            int rows = _batch * Time, pairs = _batch * Time * (Time + 1) / 2;
            var attention = (4 * Flops.Linear(rows, Model, Model)) + Flops.Attention(pairs, Model);
            return Flops.Linear(rows, Width, Model, inputGradient: false)
                + (Layers * ((2 * attention) + (2 * Flops.Linear(rows, Model, FeedForward))))
                + Flops.Linear(_batch, Model, Model) + Flops.Linear(_batch, Model, Width);
        }
    }

    public override Tensor Loss(int window)
    {
        var memory = _positions.Forward(_project.Forward(_input[window]));
        var x = memory;
        foreach (var layer in _layers) x = layer.Forward(x, memory, causal: true, memoryCausal: true);
        return Losses.Mse(_head.Forward(x.Slice(1, Time - 1, 1).Reshape(_batch, Model)), _target[window]);
    }
}
