using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// What <see cref="Rnn"/>, <see cref="Lstm"/> and <see cref="Gru"/> share: stacked layers, directions, dropout between layers
/// and PyTorch's parameter names (<c>weight_ih_l0</c>, <c>bias_hh_l1_reverse</c>).
/// </summary>
public abstract class RecurrentLayer : Layer
{
    static readonly string[] Kinds = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];

    readonly int _inputs, _hidden, _layers;
    readonly double _dropout;
    readonly bool _bidirectional, _batchFirst;

    // Four of each layer and direction, or two without bias.
    readonly Parameter[] _parameters;
    readonly Rng? _rng;

    private protected RecurrentLayer(
        int gates, int inputs, int hidden, Rng rng, int layers, double dropout, bool bidirectional, bool bias, bool batchFirst)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hidden);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        if (dropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), dropout, $"Dropout must be at least 0 and below 1; given {dropout}.");
        if (dropout > 0 && layers == 1)
            throw new ArgumentException($"Dropout goes between layers, so it needs at least 2; given {dropout} with 1 layer.", nameof(dropout));
        (_inputs, _hidden, _layers, _dropout, _bidirectional, _batchFirst) = (inputs, hidden, layers, dropout, bidirectional, batchFirst);
        Directions = bidirectional ? 2 : 1;
        PerCell = bias ? 4 : 2;
        _parameters = new Parameter[layers * Directions * PerCell];
        var bound = 1 / Math.Sqrt(hidden);
        for (var i = 0; i < _parameters.Length; i++)
        {
            var width = i / PerCell < Directions ? inputs : hidden * Directions;
            _parameters[i] = (i % PerCell) switch
            {
                0 => new Parameter(gates * hidden, width),
                1 => new Parameter(gates * hidden, hidden),
                _ => new Parameter(gates * hidden),
            };
            Initialisers.Uniform(_parameters[i], rng, -bound, bound);
        }
        if (dropout > 0) _rng = rng.Fork();
    }

    /// <summary>Width of the input.</summary>
    public int Inputs => _inputs;

    /// <summary>Width of the state of one layer and direction.</summary>
    public int Hidden => _hidden;

    /// <summary>1, or 2 where time is also read backwards.</summary>
    public int Directions { get; }

    /// <summary>Layers times directions: the first axis of a state.</summary>
    public int Cells => _layers * Directions;

    int PerCell { get; }

    /// <inheritdoc/>
    protected internal sealed override IEnumerable<(string Name, object Member)> Members
    {
        get
        {
            for (var i = 0; i < _parameters.Length; i++)
            {
                var cell = i / PerCell;
                yield return ($"{Kinds[i % PerCell]}_l{cell / Directions}{(cell % Directions == 1 ? "_reverse" : "")}", _parameters[i]);
            }
            if (_rng is not null) yield return ("rng", _rng);
        }
    }

    /// <summary>
    /// Whatever kind of net this is: the outputs (batch, time, hidden * directions) and the state after the last step, or after each
    /// sequence's last valid one.
    /// </summary>
    /// <param name="x">(batch, time, inputs).</param>
    /// <param name="state">The state before the first step; null is zero.</param>
    /// <param name="lengths">Valid steps of each sequence; null is all.</param>
    public (Tensor Output, RecurrentState State) Continue(Tensor x, RecurrentState? state = null, int[]? lengths = null)
    {
        var (output, hidden, cell) = Unroll(x, state?.Hidden, state?.Cell, lengths);
        return (output, new RecurrentState(hidden, cell));
    }

    /// <summary>Runs one layer in one direction over (time, batch, width); states are (batch, hidden).</summary>
    private protected abstract (Tensor Output, Tensor Hidden, Tensor? Cell) Run(
        Tensor x, Tensor? hidden, Tensor? cell, in CellParameters parameters, int[]? lengths, bool reverse);

    /// <summary>Runs all layers; states are (layers * directions, batch, hidden).</summary>
    private protected (Tensor Output, Tensor Hidden, Tensor? Cell) Unroll(Tensor x, Tensor? hidden, Tensor? cell, int[]? lengths)
    {
        if (x.Rank != 3 || x.Dims[2] != _inputs)
            throw new ShapeException($"{GetType().Name} needs input ({(_batchFirst ? "batch, time" : "time, batch")}, {_inputs}); given {x}.");
        var batch = x.Dims[_batchFirst ? 0 : 1];
        CheckState(hidden, batch);
        CheckState(cell, batch);

        using var inside = Arena.Recycle();
        if (_batchFirst) x = SwapTimeAndBatch(x);
        Tensor finalHidden;
        Tensor? finalCell;
        if (Cells == 1)
        {
            (x, finalHidden, finalCell) = Run(
                x, hidden?.Reshape(batch, _hidden), cell?.Reshape(batch, _hidden), ParametersOf(0), lengths, reverse: false);
            finalHidden = finalHidden.Reshape(1, batch, _hidden);
            finalCell = finalCell?.Reshape(1, batch, _hidden);
        }
        else
        {
            (x, finalHidden, finalCell) = UnrollStack(x, hidden, cell, batch, lengths);
        }
        if (_batchFirst) x = SwapTimeAndBatch(x);
        return (inside.Publish(x), inside.Publish(finalHidden), finalCell is null ? null : inside.Publish(finalCell));
    }

    (Tensor Output, Tensor Hidden, Tensor? Cell) UnrollStack(Tensor x, Tensor? hidden, Tensor? cell, int batch, int[]? lengths)
    {
        var hiddens = new Tensor[Cells];
        Tensor[]? cells = null;
        for (var layer = 0; layer < _layers; layer++)
        {
            if (layer > 0 && _rng is not null && Training) x = x.Dropout((float)_dropout, _rng);
            var input = x;
            for (var direction = 0; direction < Directions; direction++)
            {
                var index = (layer * Directions) + direction;
                (var output, hiddens[index], var ended) = Run(
                    input, StateOf(hidden, index, batch), StateOf(cell, index, batch), ParametersOf(index), lengths, direction == 1);
                if (ended is not null) (cells ??= new Tensor[Cells])[index] = ended;
                x = direction == 0 ? output : Tensor.Concat(-1, x, output);
            }
        }
        return (x, Tensor.Stack(0, hiddens), cells is null ? null : Tensor.Stack(0, cells));
    }

    private protected Tensor ZeroState(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        return new Buffer(Cells, batch, _hidden).Values;
    }

    CellParameters ParametersOf(int cell)
    {
        var first = cell * PerCell;
        return PerCell == 4
            ? new CellParameters(_parameters[first], _parameters[first + 1], _parameters[first + 2], _parameters[first + 3])
            : new CellParameters(_parameters[first], _parameters[first + 1], null, null);
    }

    Tensor? StateOf(Tensor? states, int cell, int batch) => states?.Slice(0, cell, 1).Reshape(batch, _hidden);

    void CheckState(Tensor? state, int batch)
    {
        if (state is not null && !(state.Rank == 3 && state.Dims[0] == Cells && state.Dims[1] == batch && state.Dims[2] == _hidden))
            throw new ShapeException($"{GetType().Name} needs a state of shape ({Cells}, {batch}, {_hidden}); given {state}.");
    }

    // With one sequence or one step the order in memory is the same, and no copy is needed.
    static Tensor SwapTimeAndBatch(Tensor x)
    {
        int first = x.Dims[0], second = x.Dims[1];
        if (first == 1 && second == 1) return x;
        return first == 1 || second == 1 ? x.Reshape(second, first, x.Dims[2]) : x.Transpose(0, 1);
    }

    private protected readonly record struct CellParameters(Tensor WeightIh, Tensor WeightHh, Tensor? BiasIh, Tensor? BiasHh);
}
