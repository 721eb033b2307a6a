using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Blocks of Philox4x32-10 (Salmon and others, 2011), four numbers each, several blocks at once where the processor has wide products: the
/// same bits on every machine.
/// </summary>
static unsafe class PhiloxBlocks
{
    const uint Product0 = 0xD2511F53, Product1 = 0xCD9E8D57, Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    const int Rounds = 10;

    /// <summary>Writes the blocks of the counters from <paramref name="first"/> on; the length is a multiple of 4.</summary>
    public static void Fill(Span<uint> numbers, ulong first, ulong key)
    {
        fixed (uint* target = numbers)
        {
            var count = numbers.Length / 4;
            var done = 0;
            if (Avx512F.IsSupported)
                for (; done + 8 <= count; done += 8) Eight(first + (ulong)done, key, target + (4 * done));
            if (Avx2.IsSupported)
                for (; done + 4 <= count; done += 4) Four(first + (ulong)done, key, target + (4 * done));
            for (; done < count; done++)
            {
                var at = target + (4 * done);
                One(first + (ulong)done, key, out at[0], out at[1], out at[2], out at[3]);
            }
        }
    }

    /// <summary>The block of a counter whose upper half is <paramref name="high"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(ulong counter, ulong key, out uint a, out uint b, out uint c, out uint d, ulong high = 0)
    {
        uint x0 = (uint)counter, x1 = (uint)(counter >> 32), x2 = (uint)high, x3 = (uint)(high >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = (ulong)x0 * Product0;
            var p1 = (ulong)x2 * Product1;
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }
        (a, b, c, d) = (x0, x1, x2, x3);
    }

    // A lane is a block; the upper halves of lanes hold what the products leave there, which no product reads.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Eight(ulong first, ulong key, uint* target)
    {
        var x0 = Vector512.Create(first) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        var x1 = x0 >>> 32;
        Vector512<ulong> x2 = Vector512<ulong>.Zero, x3 = Vector512<ulong>.Zero;
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = Avx512F.Multiply(x0.AsUInt32(), Vector512.Create(Product0));
            var p1 = Avx512F.Multiply(x2.AsUInt32(), Vector512.Create(Product1));
            (x0, x1, x2, x3) = ((p1 >>> 32) ^ x1 ^ Vector512.Create((ulong)k0), p1, (p0 >>> 32) ^ x3 ^ Vector512.Create((ulong)k1), p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }
        var low = Vector512.Create((ulong)uint.MaxValue);
        var (ab, cd) = ((x0 & low) | (x1 << 32), (x2 & low) | (x3 << 32));
        // Each of four parts has one block of even and one of odd number.
        var (even, odd) = (Avx512F.UnpackLow(ab, cd).AsUInt32(), Avx512F.UnpackHigh(ab, cd).AsUInt32());
        Pair(even.GetLower().GetLower(), odd.GetLower().GetLower(), target);
        Pair(even.GetLower().GetUpper(), odd.GetLower().GetUpper(), target + 8);
        Pair(even.GetUpper().GetLower(), odd.GetUpper().GetLower(), target + 16);
        Pair(even.GetUpper().GetUpper(), odd.GetUpper().GetUpper(), target + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Four(ulong first, ulong key, uint* target)
    {
        var x0 = Vector256.Create(first) + Vector256.Create(0UL, 1, 2, 3);
        var x1 = x0 >>> 32;
        Vector256<ulong> x2 = Vector256<ulong>.Zero, x3 = Vector256<ulong>.Zero;
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = Avx2.Multiply(x0.AsUInt32(), Vector256.Create(Product0));
            var p1 = Avx2.Multiply(x2.AsUInt32(), Vector256.Create(Product1));
            (x0, x1, x2, x3) = ((p1 >>> 32) ^ x1 ^ Vector256.Create((ulong)k0), p1, (p0 >>> 32) ^ x3 ^ Vector256.Create((ulong)k1), p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }
        var low = Vector256.Create((ulong)uint.MaxValue);
        var (ab, cd) = ((x0 & low) | (x1 << 32), (x2 & low) | (x3 << 32));
        var (even, odd) = (Avx2.UnpackLow(ab, cd).AsUInt32(), Avx2.UnpackHigh(ab, cd).AsUInt32());
        Pair(even.GetLower(), odd.GetLower(), target);
        Pair(even.GetUpper(), odd.GetUpper(), target + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pair(Vector128<uint> even, Vector128<uint> odd, uint* target)
    {
        even.Store(target);
        odd.Store(target + 4);
    }
}
