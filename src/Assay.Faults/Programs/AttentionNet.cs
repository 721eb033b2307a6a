using Assay.Modules;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Positions, self-attention, a hidden layer, the mean over the steps and a head.</summary>
sealed class AttentionNet : ProgramNet
{
    readonly Linear _input, _hidden, _head;
    readonly PositionalEncoding _positions;
    readonly MultiHeadAttention _attention;
    readonly LayerNorm _norm, _second;
    readonly Func<Tensor, Tensor> _function;

    public AttentionNet(Recipe recipe, TaskShape shape, Rng rng)
    {
        var width = Math.Max(4, recipe.Hidden / 4 * 4);
        _input = new Linear(shape.Input[1], width, rng);
        _positions = new PositionalEncoding(width, shape.Input[0]);
        _attention = new MultiHeadAttention(width, 2, rng);
        (_norm, _second) = (new LayerNorm(width), new LayerNorm(width));
        _hidden = new Linear(width, width, rng);
        _head = new Linear(width, shape.Targets, rng);
        _function = Function(recipe.Activation);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        var read = _positions.Forward(_input.Forward(x));
        var mixed = _norm.Forward(_attention.Forward(read), read);
        var made = _second.Forward(See("hidden", _function(_hidden.Forward(mixed))), mixed);
        return _head.Forward(made.Mean(1));
    }
}
