using Assay.Tensors;

namespace Assay.Data;

/// <summary>The same few time steps of all streams. Its tensors end with the training step.</summary>
/// <param name="Index">The window's 0-based place in the pass.</param>
/// <param name="Input">(steps, streams, width).</param>
/// <param name="Target">(steps, streams, outputs).</param>
/// <param name="Starts">For each stream, whether it begins here, so that no state is carried into it.</param>
public sealed record StreamWindow(int Index, Tensor Input, Tensor Target, IReadOnlyList<bool> Starts)
{
    /// <summary>The number of rows: steps x streams.</summary>
    public int Rows => Input.Dim(0) * Input.Dim(1);
}
