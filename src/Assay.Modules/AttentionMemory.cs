using Assay.Tensors;

namespace Assay.Modules;

/// <summary>Keys and values as <see cref="MultiHeadAttention"/> projected them, (batch, keys, width) each, with their gradient.</summary>
public sealed class AttentionMemory
{
    internal AttentionMemory(Tensor keys, Tensor values) => (Keys, Values) = (keys, values);

    /// <summary>What queries are compared with, heads side by side.</summary>
    public Tensor Keys { get; }

    /// <summary>What is averaged, heads side by side.</summary>
    public Tensor Values { get; }
}
