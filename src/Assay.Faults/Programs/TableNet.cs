using Assay.Modules;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>A multilayer perceptron; with blocks, each hidden layer adds to what it reads and is normalised.</summary>
sealed class TableNet : ProgramNet
{
    readonly Linear[] _layers;
    readonly LayerNorm[] _norms;
    readonly Linear _head;
    readonly Func<Tensor, Tensor> _function;
    readonly Dropout? _dropout;

    public TableNet(Recipe recipe, TaskShape shape, int depth, bool residual, Rng rng)
    {
        _layers = [.. Enumerable.Range(0, depth).Select(layer => new Linear(layer == 0 ? shape.Inputs : recipe.Hidden, recipe.Hidden, rng))];
        _norms = residual ? [.. Enumerable.Range(0, depth).Select(_ => new LayerNorm(recipe.Hidden))] : [];
        _head = new Linear(recipe.Hidden, shape.Targets, rng);
        _function = Function(recipe.Activation);
        if (recipe.Dropout > 0) _dropout = new Dropout(recipe.Dropout, rng.Split("dropout"));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            var made = See($"layer{layer}", _function(_layers[layer].Forward(x)));
            x = _norms.Length > 0 && layer > 0 ? _norms[layer].Forward(made, x) : made;
            if (_dropout is not null) x = _dropout.Forward(x);
        }
        return _head.Forward(x);
    }
}
