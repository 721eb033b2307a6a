using Assay.Tensors;

namespace Assay.Modules;

/// <summary>A tensor that belongs to a module's state and that no optimizer updates, such as a running mean.</summary>
public sealed class Buffer(params int[] dims)
{
    /// <summary>The values, zero at first. They never live in an arena.</summary>
    public Tensor Values { get; } = new Parameter(dims).Detach();
}
