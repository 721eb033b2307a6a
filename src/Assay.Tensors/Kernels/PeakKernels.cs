using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>Sixteen independent chains of multiply-adds in registers: more than any processor needs to keep its multipliers busy.</summary>
struct MultiplyAddPeak : IVectorJob
{
    public const int Chains = 16;

    public int Rounds;
    public float Result;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<S, V>(int begin, int end)
        where V : unmanaged
        where S : ISimd<V>
    {
        V x = S.Broadcast(0.5f), y = S.Broadcast(1f);
        V a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y, a6 = y, a7 = y;
        V b0 = y, b1 = y, b2 = y, b3 = y, b4 = y, b5 = y, b6 = y, b7 = y;
        for (var round = Rounds; round > 0; round--)
        {
            a0 = S.MultiplyAdd(a0, x, y);
            a1 = S.MultiplyAdd(a1, x, y);
            a2 = S.MultiplyAdd(a2, x, y);
            a3 = S.MultiplyAdd(a3, x, y);
            a4 = S.MultiplyAdd(a4, x, y);
            a5 = S.MultiplyAdd(a5, x, y);
            a6 = S.MultiplyAdd(a6, x, y);
            a7 = S.MultiplyAdd(a7, x, y);
            b0 = S.MultiplyAdd(b0, x, y);
            b1 = S.MultiplyAdd(b1, x, y);
            b2 = S.MultiplyAdd(b2, x, y);
            b3 = S.MultiplyAdd(b3, x, y);
            b4 = S.MultiplyAdd(b4, x, y);
            b5 = S.MultiplyAdd(b5, x, y);
            b6 = S.MultiplyAdd(b6, x, y);
            b7 = S.MultiplyAdd(b7, x, y);
        }
        var a = S.Add(S.Add(S.Add(a0, a1), S.Add(a2, a3)), S.Add(S.Add(a4, a5), S.Add(a6, a7)));
        var b = S.Add(S.Add(S.Add(b0, b1), S.Add(b2, b3)), S.Add(S.Add(b4, b5), S.Add(b6, b7)));
        Result = S.Sum(S.Add(a, b));
    }
}

/// <summary>Each thread reads <see cref="Count"/> floats of its own, a multiple of 64, again and again.</summary>
unsafe struct ReadPeak : IVectorJob
{
    public float* Values;
    public nint Count;
    public int Rounds;
    public float Result;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<S, V>(int begin, int end)
        where V : unmanaged
        where S : ISimd<V>
    {
        float* first = Values + (begin * Count), last = Values + (end * Count);
        V s0 = S.Zero, s1 = S.Zero, s2 = S.Zero, s3 = S.Zero;
        for (var round = Rounds; round > 0; round--)
        {
            for (var p = first; p < last; p += 4 * S.Width)
            {
                s0 = S.Add(s0, S.Load(p));
                s1 = S.Add(s1, S.Load(p + S.Width));
                s2 = S.Add(s2, S.Load(p + (2 * S.Width)));
                s3 = S.Add(s3, S.Load(p + (3 * S.Width)));
            }
        }
        Result = S.Sum(S.Add(S.Add(s0, s1), S.Add(s2, s3)));
    }
}

/// <summary>Each thread reads and writes <see cref="Count"/> floats of its own, as an optimizer does.</summary>
unsafe struct UpdatePeak : IVectorJob
{
    public float* Values;
    public nint Count;
    public int Rounds;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public readonly void Run<S, V>(int begin, int end)
        where V : unmanaged
        where S : ISimd<V>
    {
        float* first = Values + (begin * Count), last = Values + (end * Count);
        for (var round = Rounds; round > 0; round--)
            for (var p = first; p < last; p += S.Width) S.Store(S.Negate(S.Load(p)), p);
    }
}
