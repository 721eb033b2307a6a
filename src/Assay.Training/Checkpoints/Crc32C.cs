using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Training;

/// <summary>The CRC-32C checksum (Castagnoli polynomial). It changes with any error confined to 32 neighbouring bits, so with any one byte.</summary>
static class Crc32C
{
    public const uint Start = ~0u;

    /// <summary>The checksum of all that <paramref name="state"/> has seen so far and <paramref name="bytes"/>, to be continued.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) state = BitOperations.Crc32C(state, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) state = BitOperations.Crc32C(state, rest);
        return state;
    }

    /// <summary>The finished checksum as eight hexadecimal digits.</summary>
    public static string Text(uint state) => (~state).ToString("x8");

    public static string Of(ReadOnlySpan<byte> bytes) => Text(Append(Start, bytes));
}
