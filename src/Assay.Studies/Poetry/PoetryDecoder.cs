using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// Writes a text of word vectors from a code. Its state begins with the code. With feedback a step is fed the word before, the target's where it is
/// taught and its own otherwise; with positional floats it is fed what the code says of its position; with attention it looks at
/// <see cref="AttendTo"/>'s vectors.
/// </summary>
sealed class PoetryDecoder : Module
{
    readonly PoetryArchitecture _architecture;
    readonly Linear _init, _output;
    readonly RecurrentStack _rnn;
    readonly Parameter? _start;
    readonly Dropout? _dropout;
    readonly Linear? _open, _feedback;
    readonly PoetryAttention? _attention;

    public PoetryDecoder(PoetryArchitecture architecture, Rng rng)
    {
        _architecture = architecture;
        var (width, hidden) = (architecture.Width, architecture.Hidden);
        var attends = architecture.Attend != AttendTo.None;
        _init = new Linear(architecture.Bottleneck, (HasCell ? 2 : 1) * architecture.Layers * hidden, rng);
        var fed = !architecture.Feedback ? 0 : attends ? hidden : width;
        _rnn = new RecurrentStack(architecture, Math.Max(1, fed + architecture.Positional), rng, bidirectional: false);
        _output = new Linear(hidden, width, rng);
        if (architecture.Feedback)
        {
            _start = new Parameter(width);
            Initialisers.Normal(_start, rng, 0, 0.1);
        }
        if (architecture.Dropout > 0) _dropout = new Dropout(architecture.Dropout, rng);
        if (architecture.Components) PoetryInitialiser.Silence(_output);
        if (architecture.Feedback && attends) _feedback = new Linear(width, hidden, rng);
        if (attends) _attention = new PoetryAttention(architecture, rng);
        if (architecture.Positional > 0) _open = new Linear(architecture.Bottleneck, architecture.Window * architecture.Positional, rng);
    }

    bool HasCell => _architecture.Cell == CellKind.Lstm;

    /// <summary>The words of all steps, (batch, steps, width).</summary>
    /// <param name="code">(batch, bottleneck).</param>
    /// <param name="states">The encoder's, (batch, time, hidden * directions); only looked at by <see cref="AttendTo.Encoder"/>.</param>
    /// <param name="padding">(batch, time), true where there is no encoder state.</param>
    /// <param name="steps">How many words.</param>
    /// <param name="targets">(batch, steps, width), or null if no step is taught.</param>
    /// <param name="taught">Of each step but the first, which is fed the start vector: whether it is fed the target before it; null for none.</param>
    /// <param name="known">(batch, at least steps, width), what is added to the words, or null.</param>
    /// <param name="attended">Shown the first step and the weights (batch, heads, run, keys) of each run of steps, or null if nobody looks.</param>
    public Tensor Forward(
        Tensor code, Tensor states, bool[]? padding, int steps, Tensor? targets = null, bool[]? taught = null, Tensor? known = null,
        Action<int, Tensor>? attended = null)
    {
        using var inside = Arena.Recycle();
        var batch = code.Dim(0);
        var state = Begin(code, batch);
        var memory = _attention?.Remember(code, states);
        if (_architecture.Attend != AttendTo.Encoder) padding = null;
        var opened = Opened(code, batch);
        var outputs = new List<Tensor>();
        var fed = Start(batch);
        for (var step = 0; step < steps;)
        {
            // Taught steps that follow one another are one run: they wait for no output. Without feedback none ever does.
            var run = _start is null ? steps : 1;
            while (step + run < steps && targets is not null && taught is not null && taught[step + run]) run++;
            if (run > 1 && fed is not null) fed = Tensor.Concat(1, fed, targets!.Slice(1, step, run - 1));
            (var written, state) = Write(Inputs(fed, opened, batch, step, run), state, memory, padding, step, attended);
            if (known is not null) written += known.Slice(1, step, run);
            outputs.Add(written);
            step += run;
            if (fed is not null) fed = run == 1 ? written : written.Slice(1, run - 1, 1);
        }
        return inside.Publish(outputs.Count == 1 ? outputs[0] : Tensor.Concat(1, [.. outputs]));
    }

    /// <summary>
    /// The same one step at a time: each call is fed a word (batch, 1, width), null before the first step, and gives the next step's. Without feedback
    /// what is fed changes nothing. All calls belong to one step of the arena.
    /// </summary>
    public Func<Tensor?, Tensor> Stepwise(Tensor code, Tensor states, bool[]? padding, Tensor? known = null)
    {
        var (batch, step) = (code.Dim(0), 0);
        var (state, memory) = (Begin(code, batch), _attention?.Remember(code, states));
        if (_architecture.Attend != AttendTo.Encoder) padding = null;
        var opened = Opened(code, batch);
        var start = Start(batch);
        return fed =>
        {
            (var written, state) = Write(Inputs(start is null ? null : fed ?? start, opened, batch, step, 1), state, memory, padding, step, null);
            if (known is not null) written += known.Slice(1, step, 1);
            step++;
            return written;
        };
    }

    Tensor? Opened(Tensor code, int batch) => _open?.Forward(code).Reshape(batch, _architecture.Window, _architecture.Positional);

    Tensor? Start(int batch) => _start?.Reshape(1, 1, _architecture.Width).Expand(batch, 1, _architecture.Width);

    RecurrentState Begin(Tensor code, int batch)
    {
        var init = _init.Forward(code).Tanh();
        var (layers, half) = (_architecture.Layers, _architecture.Layers * _architecture.Hidden);
        return new RecurrentState(Layers(0), HasCell ? Layers(half) : null);

        Tensor Layers(int first) => init.Slice(1, first, half).Reshape(batch, layers, _architecture.Hidden).Transpose(0, 1);
    }

    // What the recurrent net is fed, (batch, run, inputs); a net that is fed nothing gets ones.
    Tensor Inputs(Tensor? fed, Tensor? opened, int batch, int step, int run)
    {
        var words = fed is null ? null : _feedback?.Forward(fed) ?? fed;
        var place = opened?.Slice(1, step, run);
        return words is null ? place ?? Tensor.Ones(batch, run, 1) : place is null ? words : Tensor.Concat(-1, words, place);
    }

    // (batch, run, inputs) to (batch, run, width) as written.
    (Tensor Written, RecurrentState State) Write(
        Tensor inputs, RecurrentState state, AttentionMemory? memory, bool[]? padding, int step, Action<int, Tensor>? attended = null)
    {
        var (s, next) = _rnn.Continue(inputs, state);
        if (_dropout is not null) s = _dropout.Forward(s);
        return (_output.Forward(_attention?.Forward(s, memory!, padding, step, attended) ?? s), next);
    }
}
