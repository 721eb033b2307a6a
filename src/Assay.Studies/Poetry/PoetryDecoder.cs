using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// Writes a text of word vectors from a code, one step after the other: a step is fed the word before, the target's where it is taught and its
/// own otherwise. Its state begins with the code; with attention it also looks at <see cref="AttendTo"/>'s vectors at every step.
/// </summary>
sealed class PoetryDecoder : Module
{
    readonly AttendTo _attend;
    readonly int _width, _hidden, _slots;
    readonly bool _hasCell;
    readonly Linear _init, _output;
    readonly RecurrentLayer _rnn;
    readonly Parameter _start;
    readonly Dropout? _dropout;

    // With attention alone.
    readonly Linear? _feedback, _combine, _slot, _narrow;
    readonly MultiHeadAttention? _attention;
    readonly PositionalEncoding? _positions;

    public PoetryDecoder(PoetryArchitecture architecture, Rng rng)
    {
        (_attend, _width, _hidden, _slots) = (architecture.Attend, architecture.Width, architecture.Hidden, architecture.Slots);
        _hasCell = architecture.Cell == CellKind.Lstm;
        _init = new Linear(architecture.Bottleneck, (_hasCell ? 2 : 1) * architecture.Layers * _hidden, rng);
        _rnn = architecture.Build(_attend == AttendTo.None ? _width : _hidden, rng, bidirectional: false);
        _output = new Linear(_hidden, _width, rng);
        _start = new Parameter(_width);
        Initialisers.Normal(_start, rng, 0, 0.1);
        if (architecture.Dropout > 0) _dropout = new Dropout(architecture.Dropout, rng);
        PoetryInitialiser.Apply(_rnn);
        if (architecture.Components) PoetryInitialiser.Silence(_output);
        if (_attend == AttendTo.None) return;
        _feedback = new Linear(_width, _hidden, rng);
        _attention = new MultiHeadAttention(_hidden, architecture.Heads, rng, bias: false);
        _combine = new Linear(2 * _hidden, _hidden, rng);
        _positions = new PositionalEncoding(_hidden, architecture.Window);
        if (_attend == AttendTo.Latent) _slot = new Linear(architecture.Bottleneck, _slots * _hidden, rng);
        else if (architecture.Bidirectional) _narrow = new Linear(architecture.EncoderWidth, _hidden, rng);
    }

    /// <summary>The words of all steps, (batch, steps, width).</summary>
    /// <param name="code">(batch, bottleneck).</param>
    /// <param name="states">The encoder's, (batch, time, hidden * directions); only looked at by <see cref="AttendTo.Encoder"/>.</param>
    /// <param name="padding">(batch, time), true where there is no encoder state.</param>
    /// <param name="steps">How many words.</param>
    /// <param name="targets">(batch, steps, width), or null if no step is taught.</param>
    /// <param name="taught">Of each step but the first, which is fed the start vector: whether it is fed the target before it; null for none.</param>
    /// <param name="known">(batch, at least steps, width), what is added to the words, or null.</param>
    /// <param name="attended">Shown the first step and the weights (batch, heads, steps, keys) of each run of steps, or null if nobody looks.</param>
    public Tensor Forward(
        Tensor code, Tensor states, bool[]? padding, int steps, Tensor? targets = null, bool[]? taught = null, Tensor? known = null,
        Action<int, Tensor>? attended = null)
    {
        using var inside = Arena.Recycle();
        var batch = code.Dim(0);
        var state = Begin(code, batch);
        var memory = Memory(code, states, batch);
        if (_attend != AttendTo.Encoder) padding = null;
        var outputs = new List<Tensor>();
        var fed = _start.Reshape(1, 1, _width).Expand(batch, 1, _width);
        for (var step = 0; step < steps;)
        {
            // Taught steps that follow one another are one run: they wait for no output.
            var run = 1;
            while (step + run < steps && targets is not null && taught is not null && taught[step + run]) run++;
            if (run > 1) fed = Tensor.Concat(1, fed, targets!.Slice(1, step, run - 1));
            (var written, state) = Write(fed, state, memory, padding, step, attended);
            if (known is not null) written += known.Slice(1, step, run);
            outputs.Add(written);
            step += run;
            fed = run == 1 ? written : written.Slice(1, run - 1, 1);
        }
        return inside.Publish(outputs.Count == 1 ? outputs[0] : Tensor.Concat(1, [.. outputs]));
    }

    RecurrentState Begin(Tensor code, int batch)
    {
        var init = _init.Forward(code).Tanh();
        var half = init.Dim(1) / (_hasCell ? 2 : 1);
        var layers = half / _hidden;
        return new RecurrentState(Layers(0), _hasCell ? Layers(half) : null);

        Tensor Layers(int first) => init.Slice(1, first, half).Reshape(batch, layers, _hidden).Transpose(0, 1);
    }

    AttentionMemory? Memory(Tensor code, Tensor states, int batch)
    {
        if (_attend == AttendTo.None) return null;
        var seen = _attend == AttendTo.Latent ? _slot!.Forward(code).Reshape(batch, _slots, _hidden) : _narrow?.Forward(states) ?? states;
        return _attention!.Remember(seen, seen);
    }

    // (batch, run, width) as fed to (batch, run, width) as written.
    (Tensor Written, RecurrentState State) Write(Tensor fed, RecurrentState state, AttentionMemory? memory, bool[]? padding, int step, Action<int, Tensor>? attended)
    {
        var (s, next) = _rnn.Continue(_feedback?.Forward(fed) ?? fed, state);
        if (_dropout is not null) s = _dropout.Forward(s);
        if (memory is null) return (_output.Forward(s), next);
        s = _positions!.Forward(s, step);
        var context = Attend(s, memory, padding, step, attended);
        return (_output.Forward(_combine!.Forward(Tensor.Concat(-1, s, context)).Relu()), next);
    }

    Tensor Attend(Tensor s, AttentionMemory memory, bool[]? padding, int step, Action<int, Tensor>? attended)
    {
        if (attended is null) return _attention!.Forward(s, memory, padding);
        var (context, weights) = _attention!.ForwardWithWeights(s, memory, padding);
        attended(step, weights);
        return context;
    }
}
