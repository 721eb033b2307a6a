using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>Products of so few rows that packing would cost more than it saves: dot products along contiguous memory.</summary>
static unsafe partial class Gemm<S, V>
{
    // One or two rows against a transposed B: dot products along contiguous memory, nothing packed.
    struct DotJob : IRangeJob
    {
        public float* A, B, C;
        public nint RowStep;
        public int Ldb, Ldc, M, K;

        public readonly void Run(int begin, int end)
        {
            for (var i = 0; i < M; i++)
            {
                var c = C + ((nint)i * Ldc);
                for (var j = begin; j < end; j++)
                {
                    c[j] += Dot(A + (i * RowStep), B + ((nint)j * Ldb), K);
                }
            }
        }
    }

    /// <summary>c[j] += a . B[j] for the rows of B (count, depth).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDots(float* a, float* b, int depth, float* c, int count)
    {
        if (depth != 4 * S.Width)
        {
            for (var j = 0; j < count; j++, b += depth) c[j] += Dot(a, b, depth);
            return;
        }
        // The common width of 64 on AVX-512: a stays in registers.
        V a0 = S.Load(a), a1 = S.Load(a + S.Width), a2 = S.Load(a + (2 * S.Width)), a3 = S.Load(a + (3 * S.Width));
        for (var j = 0; j < count; j++, b += depth)
        {
            var low = S.MultiplyAdd(a1, S.Load(b + S.Width), S.Multiply(a0, S.Load(b)));
            var high = S.MultiplyAdd(a3, S.Load(b + (3 * S.Width)), S.Multiply(a2, S.Load(b + (2 * S.Width))));
            c[j] += S.Sum(S.Add(low, high));
        }
    }

    /// <summary>Dot product of two contiguous vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(float* a, float* b, int count)
    {
        var sum = 0f;
        var i = 0;
        if (count < S.Width)
        {
            for (; i < count; i++) sum += a[i] * b[i];
            return sum;
        }
        V s0 = S.Zero, s1 = S.Zero, s2 = S.Zero, s3 = S.Zero;
        for (; i <= count - (4 * S.Width); i += 4 * S.Width)
        {
            s0 = S.MultiplyAdd(S.Load(a + i), S.Load(b + i), s0);
            s1 = S.MultiplyAdd(S.Load(a + i + S.Width), S.Load(b + i + S.Width), s1);
            s2 = S.MultiplyAdd(S.Load(a + i + (2 * S.Width)), S.Load(b + i + (2 * S.Width)), s2);
            s3 = S.MultiplyAdd(S.Load(a + i + (3 * S.Width)), S.Load(b + i + (3 * S.Width)), s3);
        }
        for (; i <= count - S.Width; i += S.Width) s0 = S.MultiplyAdd(S.Load(a + i), S.Load(b + i), s0);
        sum = S.Sum(S.Add(S.Add(s0, s1), S.Add(s2, s3)));
        for (; i < count; i++) sum += a[i] * b[i];
        return sum;
    }

    // C (+)= column a times row b, the gradient of a weight from a single row: as fast as C can be written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Outer(float* a, nint rowStep, float* b, float* c, int ldc, int m, int n, bool add)
    {
        if (n < S.Width && ldc == n && !add)
        {
            OuterNarrow(a, rowStep, b, c, m, n);
            return;
        }
        var j = 0;
        for (; j <= n - (4 * S.Width); j += 4 * S.Width)
        {
            V b0 = S.Load(b + j), b1 = S.Load(b + j + S.Width), b2 = S.Load(b + j + (2 * S.Width)), b3 = S.Load(b + j + (3 * S.Width));
            var row = c + j;
            for (var i = 0; i < m; i++, row += ldc)
            {
                var x = S.Broadcast(a[i * rowStep]);
                PutProduct(row, x, b0, add);
                PutProduct(row + S.Width, x, b1, add);
                PutProduct(row + (2 * S.Width), x, b2, add);
                PutProduct(row + (3 * S.Width), x, b3, add);
            }
        }
        for (; j <= n - S.Width; j += S.Width)
        {
            var b0 = S.Load(b + j);
            var row = c + j;
            for (var i = 0; i < m; i++, row += ldc) PutProduct(row, S.Broadcast(a[i * rowStep]), b0, add);
        }
        if (j == n) return;
        for (var i = 0; i < m; i++, c += ldc)
            for (var tail = j; tail < n; tail++) c[tail] = add ? c[tail] + (a[i * rowStep] * b[tail]) : a[i * rowStep] * b[tail];
    }

    // Rows narrower than a vector: each is written with a whole one, whose excess the next row overwrites.
    static void OuterNarrow(float* a, nint rowStep, float* b, float* c, int m, int n)
    {
        var lanes = stackalloc float[16];
        for (var j = 0; j < n; j++) lanes[j] = b[j];
        var row = S.Load(lanes);
        var i = 0;
        for (; (i * n) + S.Width <= m * n; i++) S.Store(S.Multiply(S.Broadcast(a[i * rowStep]), row), c + (i * n));
        for (; i < m; i++)
            for (var j = 0; j < n; j++) c[(i * n) + j] = a[i * rowStep] * b[j];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutProduct(float* c, V x, V b, bool add) => S.Store(add ? S.MultiplyAdd(x, b, S.Load(c)) : S.Multiply(x, b), c);
}
