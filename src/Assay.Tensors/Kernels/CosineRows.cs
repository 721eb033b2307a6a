using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>The cosine of the angle between two rows, a b / (|a| |b|), for many pairs of rows; 0 where one is no longer than <see cref="Shortest"/>.</summary>
static unsafe class CosineRows
{
    public const float Shortest = 1e-8f;

    const int Grain = 1 << 13;

    /// <summary>Also keeps the lengths of both rows.</summary>
    public static void Forward(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> cosines, Span<float> lengthsA, Span<float> lengthsB, int width)
    {
        fixed (float* pa = a, pb = b, pc = cosines, pla = lengthsA, plb = lengthsB)
        {
            var job = new ForwardJob { A = pa, B = pb, Cosines = pc, LengthsA = pla, LengthsB = plb, Width = width };
            VectorJob.For(ref job, cosines.Length, Math.Max(1, Grain / Math.Max(1, width)));
        }
    }

    /// <summary>da (+)= g (b / (|a| |b|) - cosine a / |a|^2) by row; 0 where the cosine is 0 for want of length.</summary>
    public static void Backward(
        ReadOnlySpan<float> g, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> cosines, ReadOnlySpan<float> lengthsA, ReadOnlySpan<float> lengthsB,
        Span<float> da, bool add, int width)
    {
        fixed (float* pg = g, pa = a, pb = b, pc = cosines, pla = lengthsA, plb = lengthsB, pda = da)
        {
            var job = new BackwardJob { G = pg, A = pa, B = pb, Cosines = pc, LengthsA = pla, LengthsB = plb, Da = pda, Add = add, Width = width };
            VectorJob.For(ref job, cosines.Length, Math.Max(1, Grain / Math.Max(1, width)));
        }
    }

    struct ForwardJob : IVectorJob
    {
        public float* A, B, Cosines, LengthsA, LengthsB;
        public int Width;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var row = begin; row < end; row++)
            {
                float* a = A + ((nint)row * Width), b = B + ((nint)row * Width);
                V vaa = S.Zero, vbb = S.Zero, vab = S.Zero;
                var i = 0;
                for (; i <= Width - S.Width; i += S.Width)
                {
                    V x = S.Load(a + i), y = S.Load(b + i);
                    vaa = S.MultiplyAdd(x, x, vaa);
                    vbb = S.MultiplyAdd(y, y, vbb);
                    vab = S.MultiplyAdd(x, y, vab);
                }
                float aa = S.Sum(vaa), bb = S.Sum(vbb), ab = S.Sum(vab);
                for (; i < Width; i++)
                {
                    aa += a[i] * a[i];
                    bb += b[i] * b[i];
                    ab += a[i] * b[i];
                }
                float lengthA = MathF.Sqrt(aa), lengthB = MathF.Sqrt(bb);
                (LengthsA[row], LengthsB[row]) = (lengthA, lengthB);
                Cosines[row] = lengthA <= Shortest || lengthB <= Shortest ? 0 : ab / lengthA / lengthB;
            }
        }
    }

    struct BackwardJob : IVectorJob
    {
        public float* G, A, B, Cosines, LengthsA, LengthsB, Da;
        public int Width;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var row = begin; row < end; row++)
            {
                float* a = A + ((nint)row * Width), b = B + ((nint)row * Width), da = Da + ((nint)row * Width);
                var counts = LengthsA[row] > Shortest && LengthsB[row] > Shortest;
                var ofB = counts ? G[row] / LengthsA[row] / LengthsB[row] : 0;
                var ofA = counts ? -G[row] * Cosines[row] / LengthsA[row] / LengthsA[row] : 0;
                V vb = S.Broadcast(ofB), va = S.Broadcast(ofA);
                var i = 0;
                for (; i <= Width - S.Width; i += S.Width)
                {
                    var value = S.MultiplyAdd(va, S.Load(a + i), S.Multiply(vb, S.Load(b + i)));
                    S.Store(Add ? S.Add(S.Load(da + i), value) : value, da + i);
                }
                for (; i < Width; i++) da[i] = (Add ? da[i] : 0) + (ofA * a[i]) + (ofB * b[i]);
            }
        }
    }
}
