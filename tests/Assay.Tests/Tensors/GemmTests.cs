using System.Runtime.Intrinsics;
using Assay.Tensors;
using Assay.Tensors.Kernels;

namespace Assay.Tests.Tensors;

[Collection(nameof(Compute))]
public sealed class GemmTests
{
    static readonly (int M, int N, int K)[] Sizes =
    [
        (1, 1, 1), (1, 17, 33), (2, 33, 7), (3, 1, 64), (64, 1, 5), (5, 7, 3), (7, 5, 1), (12, 32, 16), (13, 33, 17), (24, 31, 9), (25, 32, 8),
        (16, 15, 33), (31, 129, 40), (70, 3, 9), (129, 17, 31), (33, 65, 64), (1, 300, 300), (2, 64, 400), (30, 130, 700), (260, 131, 33), (500, 20, 330),
        // More than one part of k, more rows than a tile has, an edge narrower than half a panel.
        (400, 70, 600), (50, 97, 1100), (800, 81, 130),
        (256, 5, 1), (256, 64, 1), (30, 70, 1), (9, 150, 1), (3, 2, 1),
    ];

    [Fact] public void Scalar() => Check<SimdScalar, float>();

    [Fact] public void Vectors128() => Check<Simd128, Vector128<float>>();

    [Fact] public void Vectors256() => Check<Simd256, Vector256<float>>();

    [Fact] public void Vectors512() => Check<Simd512, Vector512<float>>();

    [Fact]
    public unsafe void PackedRowsAgreeWithTheWholeProduct()
    {
        Packed<SimdScalar, float>();
        Packed<Simd128, Vector128<float>>();
        Packed<Simd256, Vector256<float>>();
        Packed<Simd512, Vector512<float>>();
    }

    [Fact]
    public void DotProducts()
    {
        Dots<SimdScalar, float>();
        Dots<Simd128, Vector128<float>>();
        Dots<Simd256, Vector256<float>>();
        Dots<Simd512, Vector512<float>>();
    }

    [Fact]
    public void ThreadsDoNotChangeABit()
    {
        foreach (var (m, n, k) in new[] { (130, 260, 70), (700, 40, 90), (1, 900, 400), (600, 7, 300), (40, 1100, 33) })
        {
            foreach (var flags in new[] { 0, 1, 2, 3 })
            {
                var (a, b) = (Random(m * k, 1), Random(k * n, 2));
                var one = With(1);
                Assert.Equal(one, With(2));
                Assert.Equal(one, With(5));

                float[] With(int threads) => Threads.With(threads, () =>
                {
                    var c = new float[m * n];
                    var (ta, tb) = ((flags & 1) != 0, (flags & 2) != 0);
                    MatrixProduct.Multiply(a, ta ? m : k, ta, b, tb ? k : n, tb, c, n, m, n, k, false);
                    return c;
                });
            }
        }
    }

    [Fact]
    public void NaNIsNeverLost()
    {
        var (a, b, c) = (Random(20 * 40, 1), Random(40 * 50, 2), new float[20 * 50]);
        a[(3 * 40) + 39] = float.NaN;
        MatrixProduct.Multiply(a, 40, false, b, 50, false, c, 50, 20, 50, 40, false);
        for (var i = 0; i < c.Length; i++) Assert.Equal(i / 50 == 3, float.IsNaN(c[i]));
    }

    [Fact]
    public void MatricesThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[5], 3, false, new float[6], 2, false, new float[4], 2, 2, 2, 3, false));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[6], 3, false, new float[6], 2, false, new float[3], 2, 2, 2, 3, false));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[6], 2, false, new float[6], 2, false, new float[4], 2, 2, 2, 3, false));
    }

    static unsafe void Check<S, V>()
        where V : unmanaged
        where S : ISimd<V>
    {
        foreach (var (m, n, k) in Sizes)
        {
            for (var flags = 0; flags < 8; flags++)
            {
                var (ta, tb, add) = ((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
                int lda = (ta ? m : k) + (flags % 3), ldb = (tb ? k : n) + 2, ldc = n + (flags % 2);
                var (x, y, z) = (Random((ta ? k : m) * lda, 1), Random((tb ? n : k) * ldb, 2), Random(m * ldc, 3));
                using var a = new GuardedBuffer(((ta ? k : m) * lda) - (lda - (ta ? m : k)), i => x[i]);
                using var b = new GuardedBuffer(((tb ? n : k) * ldb) - 2, i => y[i]);
                using var c = new GuardedBuffer((m * ldc) - (ldc - n), i => z[i]);
                Gemm<S, V>.Multiply(a.Start, lda, ta, b.Start, ldb, tb, c.Start, ldc, m, n, k, add);
                var what = $"{typeof(S).Name} {m} x {n} x {k}, flags {flags}";
                a.AssertGuards(what);
                b.AssertGuards(what);
                c.AssertGuards(what);
                for (var i = 0; i < m; i++)
                {
                    for (var j = 0; j < ldc; j++)
                    {
                        var at = (i * ldc) + j;
                        if (at >= c.Count) continue;
                        double expected = j < n && !add ? 0 : z[at];
                        for (var l = 0; l < k && j < n; l++)
                            expected += (double)x[ta ? (l * lda) + i : (i * lda) + l] * y[tb ? (j * ldb) + l : (l * ldb) + j];
                        if (!(Math.Abs(expected - c.Span[at]) <= 2e-6 * Math.Sqrt(k + 1)))
                            Assert.Fail($"{what} at {i}, {j}: {c.Span[at]} not {expected}");
                    }
                }
            }
        }
    }

    static unsafe void Packed<S, V>()
        where V : unmanaged
        where S : ISimd<V>
    {
        foreach (var (m, n, k) in new[] { (1, 7, 5), (3, 33, 16), (8, 64, 17), (15, 70, 3), (16, 128, 300), (32, 65, 129) })
        {
            foreach (var transposed in new[] { false, true })
            {
                var (x, y) = (Random(m * k, 1), Random(k * n, 2));
                using var a = new GuardedBuffer(m * k, i => x[i]);
                using var b = new GuardedBuffer(k * n, i => y[i]);
                using var packed = new GuardedBuffer(Gemm<S, V>.PackedCount(k, n), _ => float.NaN);
                using var c = new GuardedBuffer(m * n, _ => 1f);
                Gemm<S, V>.Pack(b.Start, transposed ? k : n, transposed, k, n, packed.Start);
                Gemm<S, V>.MultiplyPacked(a.Start, k, 1, packed.Start, c.Start, n, c.Start, n, m, n, k);
                packed.AssertGuards("Pack");
                c.AssertGuards("MultiplyPacked");
                for (var i = 0; i < m * n; i++)
                {
                    var expected = 1.0;
                    for (var l = 0; l < k; l++) expected += (double)x[(i / n * k) + l] * y[transposed ? (i % n * k) + l : (l * n) + (i % n)];
                    Assert.Equal(expected, c.Span[i], 2e-6 * Math.Sqrt(k + 1));
                }
            }
        }
    }

    static unsafe void Dots<S, V>()
        where V : unmanaged
        where S : ISimd<V>
    {
        for (var count = 0; count < 150; count++)
        {
            var (x, y) = (Random(count, 1), Random(count, 2));
            fixed (float* a = x, b = y)
                Assert.Equal(x.Zip(y, (p, q) => (double)p * q).Sum(), Gemm<S, V>.Dot(a, b, count), 1e-5);
        }
    }

    static float[] Random(int count, ulong seed)
    {
        var rng = new Rng(seed);
        var values = new float[count];
        foreach (ref var value in values.AsSpan()) value = (rng.NextFloat() * 2) - 1;
        return values;
    }
}
