using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// Queries, keys and values projected, attended to in several heads, and projected back (Vaswani et al. 2017), as
/// torch.nn.MultiheadAttention with batch_first: the three projections stand in one weight.
/// </summary>
public sealed class MultiHeadAttention : Layer
{
    readonly int _width, _heads;
    readonly double _dropout;
    readonly Parameter _inProjWeight;
    readonly Parameter? _inProjBias;
    readonly Linear _outProj;
    readonly Rng? _rng;

    /// <summary>The input projection as <see cref="Initialisers.XavierUniform"/>, the output's as <see cref="Linear"/>, biases zero.</summary>
    /// <param name="width">Width of queries, keys, values and output.</param>
    /// <param name="heads">Must divide the width.</param>
    /// <param name="rng">Draws the weights and seeds the dropout.</param>
    /// <param name="dropout">Probability of dropping an attention weight while training.</param>
    /// <param name="bias">False leaves the biases out.</param>
    public MultiHeadAttention(int width, int heads, Rng rng, double dropout = 0, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        if (width % heads != 0)
            throw new ArgumentException($"The heads must divide the width; given {heads} heads and width {width}.", nameof(heads));
        if (dropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), dropout, $"Dropout must be at least 0 and below 1; given {dropout}.");
        (_width, _heads, _dropout) = (width, heads, dropout);
        _inProjWeight = new Parameter(3 * width, width);
        _inProjBias = bias ? new Parameter(3 * width) : null;
        Initialisers.XavierUniform(_inProjWeight, rng);
        _outProj = new Linear(width, width, rng, bias);
        if (_outProj.Bias is not null) Initialisers.Constant(_outProj.Bias, 0);
        if (dropout > 0) _rng = rng.Fork();
    }

    /// <summary>Each position attends to all of its sequence: (batch, time, width) to the same shape.</summary>
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Forward(x, x, x);

    /// <summary>The attended values, (batch, queries, width).</summary>
    /// <param name="query">(batch, queries, width).</param>
    /// <param name="key">(batch, keys, width).</param>
    /// <param name="value">(batch, keys, width).</param>
    /// <param name="padding">(batch, keys), true where a key is left out; keep it as it is until Backward.</param>
    /// <param name="causal">True lets query i attend to keys 0 .. i only.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor query, Tensor key, Tensor value, bool[]? padding = null, bool causal = false)
    {
        using var inside = Arena.Recycle();
        // What attends to itself is projected by one product with the whole weight.
        var attended = query == key && query == value
            ? Attention.Run(Project(query, 0, 3), _heads, padding, causal, Drop, _rng)
            : Attention.Run(Project(query, 0, 1), KeysAndValues(key, value), _heads, padding, causal, Drop, _rng);
        return inside.Publish(_outProj.Forward(attended));
    }

    /// <summary>
    /// The same with keys and values that were projected before: a decoder that attends to one sequence step by step
    /// projects it once.
    /// </summary>
    /// <param name="query">(batch, queries, width).</param>
    /// <param name="memory">From <see cref="Remember"/> of this layer, in the same step.</param>
    /// <param name="padding">(batch, keys), true where a key is left out; keep it as it is until Backward.</param>
    /// <param name="causal">True lets query i attend to keys 0 .. i only.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor query, AttentionMemory memory, bool[]? padding = null, bool causal = false)
    {
        ArgumentNullException.ThrowIfNull(memory);
        using var inside = Arena.Recycle();
        return inside.Publish(_outProj.Forward(Attention.Run(Project(query, 0, 1), memory.KeysAndValues, _heads, padding, causal, Drop, _rng)));
    }

    /// <summary>Projects keys and values for any number of calls that attend to them.</summary>
    /// <param name="key">(batch, keys, width).</param>
    /// <param name="value">(batch, keys, width).</param>
    /// <exception cref="ShapeException">A width is not the layer's, or the shapes differ.</exception>
    public AttentionMemory Remember(Tensor key, Tensor value)
    {
        using var inside = Arena.Recycle();
        return new(inside.Publish(KeysAndValues(key, value)));
    }

    /// <summary>The same, and the weights (batch, heads, queries, keys) with which each query attends to each key, without gradient.</summary>
    /// <inheritdoc cref="Forward(Tensor, Tensor, Tensor, bool[], bool)" path="/param"/>
    public (Tensor Output, Tensor Weights) ForwardWithWeights(
        Tensor query, Tensor key, Tensor value, bool[]? padding = null, bool causal = false)
    {
        using var inside = Arena.Recycle();
        var (attended, weights) = Attention.RunWithWeights(
            Project(query, 0, 1), KeysAndValues(key, value), _heads, padding, causal, Drop, _rng);
        return (inside.Publish(_outProj.Forward(attended)), inside.Publish(weights));
    }

    /// <summary>The same with keys and values that were projected before.</summary>
    /// <inheritdoc cref="Forward(Tensor, AttentionMemory, bool[], bool)" path="/param"/>
    public (Tensor Output, Tensor Weights) ForwardWithWeights(Tensor query, AttentionMemory memory, bool[]? padding = null, bool causal = false)
    {
        ArgumentNullException.ThrowIfNull(memory);
        using var inside = Arena.Recycle();
        var (attended, weights) = Attention.RunWithWeights(Project(query, 0, 1), memory.KeysAndValues, _heads, padding, causal, Drop, _rng);
        return (inside.Publish(_outProj.Forward(attended)), inside.Publish(weights));
    }

    float Drop => Training ? (float)_dropout : 0;

    // Keys and values side by side, by one product where they come from the same sequence.
    Tensor KeysAndValues(Tensor key, Tensor value) =>
        key == value ? Project(key, 1, 2) : Tensor.Concat(-1, Project(key, 1, 1), Project(value, 2, 1));

    // Some of the three projections, which stand one after another in the weight.
    Tensor Project(Tensor x, int first, int count) =>
        x.Linear(_inProjWeight.Slice(0, first * _width, count * _width), _inProjBias?.Slice(0, first * _width, count * _width));
}
