using Assay.Tensors;

namespace Assay.Modules;

/// <summary>Layers one after another. Their names are their numbers: <c>0.weight</c>.</summary>
public sealed class Sequential(params Layer[] layers) : Layer
{
    /// <summary>The layers in the order in which data passes through them.</summary>
    public IReadOnlyList<Layer> Layers => layers;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        foreach (var layer in layers) x = layer.Forward(x);
        return x;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Member)> Members =>
        layers.Select((layer, index) => (index.ToString(), (object)layer));
}
