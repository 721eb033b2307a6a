namespace Assay.Bench.Kernels;

/// <summary>A is m x k, B is k x n.</summary>
public readonly record struct MatrixSize(int M, int K, int N)
{
    /// <inheritdoc/>
    public override string ToString() => $"{M}x{K}x{N}";
}
