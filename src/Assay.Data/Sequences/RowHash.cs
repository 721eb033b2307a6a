using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Data.Sequences;

/// <summary>128 bits that stand for the bits of a vector: equal for equal vectors, and otherwise different but for a chance of 2^-128 or so.</summary>
static class RowHash
{
    const ulong First = 0x9E3779B97F4A7C15, Second = 0xC2B2AE3D27D4EB4F;

    /// <summary>Of one vector.</summary>
    public static UInt128 Of(ReadOnlySpan<float> row)
    {
        var (a, b) = (First ^ (uint)row.Length, Second);
        var pairs = MemoryMarshal.Cast<float, ulong>(row);
        foreach (var pair in pairs) (a, b) = Mix(a, b, pair);
        if (row.Length % 2 == 1) (a, b) = Mix(a, b, BitConverter.SingleToUInt32Bits(row[^1]));
        return Finish(a, b);
    }

    /// <summary>Of vectors in a row, given the hash of those before and of the next one.</summary>
    public static UInt128 Then(UInt128 before, UInt128 next)
    {
        var (a, b) = Mix((ulong)(before >> 64), (ulong)before, (ulong)(next >> 64));
        (a, b) = Mix(a, b, (ulong)next);
        return Finish(a, b);
    }

    static (ulong A, ulong B) Mix(ulong a, ulong b, ulong value) =>
        (BitOperations.RotateLeft((a ^ value) * First, 31), (BitOperations.RotateLeft(b, 27) + (value ^ (value >> 32))) * Second);

    static UInt128 Finish(ulong a, ulong b)
    {
        (a, b) = (a + b, BitOperations.RotateLeft(b, 17) ^ a);
        return new UInt128(Avalanche(a), Avalanche(b ^ First));
    }

    // The finisher of SplitMix64 (Steele, Lea and Flood, 2014).
    static ulong Avalanche(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
