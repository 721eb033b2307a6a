using System.Runtime.Intrinsics;

namespace Assay.Tensors.Kernels;

/// <summary>The matrix product on this processor's widest instruction set.</summary>
static unsafe class MatrixProduct
{
    /// <summary>
    /// C (+)= op(A) op(B) with op(A) m x k, op(B) k x n and C m x n, row-major with leading dimensions
    /// <paramref name="lda"/>, <paramref name="ldb"/> and <paramref name="ldc"/> (floats from one stored row to the next).
    /// </summary>
    public static void Multiply(
        ReadOnlySpan<float> a, int lda, bool transposeA, ReadOnlySpan<float> b, int ldb, bool transposeB,
        Span<float> c, int ldc, int m, int n, int k, bool add)
    {
        Check(a.Length, lda, transposeA ? k : m, transposeA ? m : k, "A");
        Check(b.Length, ldb, transposeB ? n : k, transposeB ? k : n, "B");
        Check(c.Length, ldc, m, n, "C");
        fixed (float* pa = a, pb = b, pc = c)
            Multiply(pa, lda, transposeA, pb, ldb, transposeB, pc, ldc, m, n, k, add);
    }

    /// <summary>The same with every row of C beginning as <paramref name="bias"/>, n long, or as 0 if it is empty.</summary>
    public static void Multiply(
        ReadOnlySpan<float> a, int lda, bool transposeA, ReadOnlySpan<float> b, int ldb, bool transposeB,
        Span<float> c, int ldc, ReadOnlySpan<float> bias, int m, int n, int k)
    {
        Check(a.Length, lda, transposeA ? k : m, transposeA ? m : k, "A");
        Check(b.Length, ldb, transposeB ? n : k, transposeB ? k : n, "B");
        Check(c.Length, ldc, m, n, "C");
        if (!bias.IsEmpty) Check(bias.Length, n, 1, n, "The bias");
        fixed (float* pa = a, pb = b, pc = c, start = bias)
            Multiply(pa, lda, transposeA, pb, ldb, transposeB, pc, ldc, start, 0, m, n, k);
    }

    /// <summary>The same without checks.</summary>
    public static void Multiply(
        float* a, int lda, bool transposeA, float* b, int ldb, bool transposeB, float* c, int ldc, int m, int n, int k, bool add) =>
        Multiply(a, lda, transposeA, b, ldb, transposeB, c, ldc, add ? c : null, ldc, m, n, k);

    /// <summary>C = start + op(A) op(B): start is null for 0, C itself to add to it, or a bias with step 0.</summary>
    public static void Multiply(
        float* a, int lda, bool transposeA, float* b, int ldb, bool transposeB, float* c, int ldc, float* start, nint startStep, int m, int n, int k)
    {
        if (Isa.Use512)
            Gemm<Simd512, Vector512<float>>.Multiply(a, lda, transposeA, b, ldb, transposeB, c, ldc, start, startStep, m, n, k);
        else if (Isa.Use256)
            Gemm<Simd256, Vector256<float>>.Multiply(a, lda, transposeA, b, ldb, transposeB, c, ldc, start, startStep, m, n, k);
        else if (Isa.Use128)
            Gemm<Simd128, Vector128<float>>.Multiply(a, lda, transposeA, b, ldb, transposeB, c, ldc, start, startStep, m, n, k);
        else
            Gemm<SimdScalar, float>.Multiply(a, lda, transposeA, b, ldb, transposeB, c, ldc, start, startStep, m, n, k);
    }

    static void Check(int length, int lead, int rows, int columns, string name)
    {
        if (rows > 0 && columns > 0 && (lead < columns || length < ((long)(rows - 1) * lead) + columns))
            throw new ArgumentException($"{name} of {rows} x {columns} with leading dimension {lead} does not fit {length} elements.");
    }
}
