using Assay.Tensors;

namespace Assay.Modules;

/// <summary>A module that maps a tensor to a tensor.</summary>
public abstract class Layer : Module
{
    /// <summary>The layer's output; its docstring says which shapes it takes.</summary>
    /// <exception cref="ShapeException">The input does not fit the layer.</exception>
    public abstract Tensor Forward(Tensor x);
}
