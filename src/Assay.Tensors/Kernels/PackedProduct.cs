using System.Runtime.Intrinsics;

namespace Assay.Tensors.Kernels;

/// <summary>Products of few rows with packed weights on this processor's widest instruction set; threads divide the panels.</summary>
static unsafe class PackedProduct
{
    // Multiply-adds that are worth another thread.
    const long Grain = 1 << 16;

    /// <summary>Floats that a packed k x n matrix takes.</summary>
    public static int Count(int k, int n) =>
        Isa.Use512 ? Gemm<Simd512, Vector512<float>>.PackedCount(k, n)
        : Isa.Use256 ? Gemm<Simd256, Vector256<float>>.PackedCount(k, n)
        : Isa.Use128 ? Gemm<Simd128, Vector128<float>>.PackedCount(k, n)
        : Gemm<SimdScalar, float>.PackedCount(k, n);

    /// <summary>Packs op(B), k x n, stored with rows of k (transposed) or n floats.</summary>
    public static void Pack(ReadOnlySpan<float> b, bool transposed, int k, int n, Span<float> packed)
    {
        var ldb = transposed ? k : n;
        fixed (float* pb = b, pp = packed)
        {
            if (Isa.Use512) Gemm<Simd512, Vector512<float>>.Pack(pb, ldb, transposed, k, n, pp);
            else if (Isa.Use256) Gemm<Simd256, Vector256<float>>.Pack(pb, ldb, transposed, k, n, pp);
            else if (Isa.Use128) Gemm<Simd128, Vector128<float>>.Pack(pb, ldb, transposed, k, n, pp);
            else Gemm<SimdScalar, float>.Pack(pb, ldb, transposed, k, n, pp);
        }
    }

    /// <summary>C = start + A B, all matrices contiguous; start is empty for 0, (n) for a bias, (m, n) for C itself.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> packed, Span<float> c, ReadOnlySpan<float> start, int m, int n, int k)
    {
        fixed (float* pa = a, pb = packed, pc = c, ps = start)
            Multiply(pa, pb, pc, ps, start.Length > n ? n : 0, m, n, k);
    }

    /// <summary>The same without checks, the rows of start <paramref name="startStep"/> apart.</summary>
    public static void Multiply(float* a, float* packed, float* c, float* start, nint startStep, int m, int n, int k)
    {
        var width = Count(1, 1);
        var job = new Job { A = a, Packed = packed, C = c, Start = start, StartStep = startStep, M = m, N = n, K = k };
        VectorJob.For(ref job, (n + width - 1) / width, (int)Math.Clamp(Grain / Math.Max(1, (long)m * k * width), 1, int.MaxValue));
    }

    struct Job : IVectorJob
    {
        public float* A, Packed, C, Start;
        public nint StartStep;
        public int M, N, K;

        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            var first = begin * Gemm<S, V>.PanelWidth;
            var last = Math.Min(N, end * Gemm<S, V>.PanelWidth);
            Gemm<S, V>.MultiplyPacked(
                A, K, 1, Packed + ((nint)first * K), C + first, N, Start == null ? null : Start + first, StartStep, M, last - first, K);
        }
    }
}
