namespace Assay.Tensors.Kernels;

/// <summary>Matrix products of equal sizes, one after another in memory: spread over the threads where there are many.</summary>
static unsafe class MatrixBatch
{
    /// <summary>C[i] (+)= op(A[i]) op(B[i]) for <paramref name="count"/> triples, as <see cref="MatrixProduct"/> does for one.</summary>
    public static void Multiply(
        ReadOnlySpan<float> a, int lda, bool transposeA, ReadOnlySpan<float> b, int ldb, bool transposeB,
        Span<float> c, int ldc, int m, int n, int k, int count, bool add)
    {
        if (count == 1)
        {
            MatrixProduct.Multiply(a, lda, transposeA, b, ldb, transposeB, c, ldc, m, n, k, add);
            return;
        }
        fixed (float* pa = a, pb = b, pc = c)
        {
            var job = new Job
            {
                A = pa, B = pb, C = pc, Lda = lda, Ldb = ldb, Ldc = ldc, TransposeA = transposeA, TransposeB = transposeB,
                M = m, N = n, K = k, Add = add,
            };
            var work = Math.Max(1, 2L * m * n * k);
            Workers.For(ref job, count, (int)Math.Clamp((1 << 19) / work, 1, count));
        }
    }

    struct Job : IRangeJob
    {
        public float* A, B, C;
        public int Lda, Ldb, Ldc, M, N, K;
        public bool TransposeA, TransposeB, Add;

        public readonly void Run(int begin, int end)
        {
            // Room for packed matrices, also on threads that have no arena of their own.
            using var arena = Arena.Enter();
            for (var i = begin; i < end; i++)
            {
                MatrixProduct.Multiply(
                    A + ((nint)i * M * K), Lda, TransposeA, B + ((nint)i * K * N), Ldb, TransposeB, C + ((nint)i * M * N), Ldc, M, N, K, Add);
                arena.Rewind();
            }
        }
    }
}
