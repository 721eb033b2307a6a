using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Workloads;

/// <summary>
/// A line of poetry from the line before, as word vectors: an LSTM encoder, a bottleneck that gives the decoder's first state,
/// and an LSTM decoder that takes one step at a time, attends to all encoder states and is fed the target or its own
/// output. Mean squared error over all outputs.
/// </summary>
sealed class PoetryAttention : Workload
{
    const int Width = 300, Hidden = 512, Latent = 128, Heads = 8, Batch = 16, Time = 50, DataWindows = 2;

    readonly Lstm _encoder, _decoder;
    readonly Linear _squeeze, _widen, _combine, _output;
    readonly MultiHeadAttention _attention;

    // The target is time first, (time, batch, width), so that a step's is in one piece.
    readonly Tensor[] _input, _target, _teacher;
    readonly Tensor[] _outputs = new Tensor[Time];

    public PoetryAttention(double rate, Start start)
        : base(DataWindows, rate)
    {
        _encoder = new Lstm(Width, Hidden, start.Rng);
        _squeeze = new Linear(Hidden, Latent, start.Rng);
        _widen = new Linear(Latent, Hidden, start.Rng);
        _decoder = new Lstm(Width, Hidden, start.Rng);
        _attention = new MultiHeadAttention(Hidden, Heads, start.Rng);
        _combine = new Linear(2 * Hidden, Hidden, start.Rng);
        _output = new Linear(Hidden, Width, start.Rng);
        _input = start.Data("input", DataWindows, Batch, Time, Width);
        _target = start.Data("target", DataWindows, Time, Batch, Width);
        _teacher = start.Integers("teacher", 0, 1, DataWindows, Time);
    }

    public override double Operations
    {
        get
        {
            const int Rows = Batch * Time;
            var encoder = Flops.Linear(Rows, Width, 4 * Hidden, inputGradient: false) + Flops.Linear(Rows - Batch, Hidden, 4 * Hidden);
            var bottleneck = Flops.Linear(Batch, Hidden, Latent) + Flops.Linear(Batch, Latent, Hidden);
            var decoder = Flops.Linear(Rows, Width, 4 * Hidden, inputGradient: false) + Flops.Linear(Rows, Hidden, 4 * Hidden);
            // Keys and values of the encoder states once, queries and results of all steps.
            var attention = (4 * Flops.Linear(Rows, Hidden, Hidden)) + Flops.Attention(Rows * Time, Hidden);
            var head = Flops.Linear(Rows, 2 * Hidden, Hidden) + Flops.Linear(Rows, Hidden, Width);
            return encoder + bottleneck + decoder + attention + head;
        }
    }

    public override Tensor Loss(int window)
    {
        // Nothing but the loss leaves here, so the objects of fifty steps can be used again.
        using var inside = Arena.Recycle();
        Tensor input = _input[window], target = _target[window];
        var teacher = _teacher[window].Span;
        var (encoded, last) = _encoder.Forward(input, null);
        var memory = _attention.Remember(encoded, encoded);
        var hidden = _widen.Forward(_squeeze.Forward(last.Hidden));
        var state = new LstmState(hidden, Tensor.Zeros(1, Batch, Hidden));
        var x = input.Slice(1, Time - 1, 1);
        for (var step = 0; step < Time; step++)
        {
            (var decoded, state) = _decoder.Forward(x, state);
            var context = _attention.Forward(decoded, memory);
            var output = _output.Forward(_combine.Forward(Tensor.Concat(-1, context, decoded)).Relu());
            _outputs[step] = output.Reshape(1, Batch, Width);
            x = teacher[step] != 0 ? target.Slice(0, step, 1).Reshape(Batch, 1, Width) : output.Detach();
        }
        return inside.Publish(Losses.Mse(Tensor.Concat(0, _outputs), target));
    }
}
