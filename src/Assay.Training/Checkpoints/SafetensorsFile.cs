namespace Assay.Training;

/// <summary>What a safetensors file held.</summary>
public sealed class SafetensorsFile
{
    internal SafetensorsFile(IReadOnlyDictionary<string, StoredTensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        (Tensors, Metadata) = (tensors, metadata);

    /// <summary>The tensors by name, in the order of their data.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>The texts stored with them, checksums left out.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }
}
