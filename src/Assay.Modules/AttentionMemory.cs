using Assay.Tensors;

namespace Assay.Modules;

/// <summary>Keys and values as <see cref="MultiHeadAttention"/> projected them, with their gradient.</summary>
public sealed class AttentionMemory
{
    internal AttentionMemory(Tensor keysAndValues) => KeysAndValues = keysAndValues;

    /// <summary>(batch, keys, 2 width): what queries are compared with, then what is averaged, each with its heads side by side.</summary>
    public Tensor KeysAndValues { get; }
}
