using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>A network of the study next-vector.</summary>
sealed class NextNet : ProgramNet
{
    readonly NextVectorModel _model;

    public NextNet(Recipe recipe, TaskShape shape, NextVectorKind kind, Rng rng)
    {
        var (layers, heads) = kind switch { NextVectorKind.Transformer => (1, 2), NextVectorKind.Gru => (2, 1), _ => (1, 1) };
        _model = new NextVectorArchitecture(kind, shape.Input[1], shape.Input[0], Math.Max(4, recipe.Hidden / 4 * 4), layers, heads, 0, Query: false).Build(rng);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => _model.Forward(x);
}
