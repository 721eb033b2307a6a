using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Tensors.Kernels;

/// <summary>Factors of inverted dropout (Srivastava and others, 2014).</summary>
static class DropoutMask
{
    const int AtOnce = 512;

    /// <summary>Each factor is 0 with the given probability, otherwise 1 / (1 - probability); one draw each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(Span<float> mask, float probability, Rng rng)
    {
        var threshold = (ulong)((double)probability * (1UL << 32));
        if (threshold > uint.MaxValue)
        {
            mask.Clear();
            return;
        }
        var kept = 1f / (1f - probability);
        Span<uint> drawn = stackalloc uint[AtOnce];
        while (mask.Length > 0)
        {
            var count = Math.Min(AtOnce, mask.Length);
            rng.Fill(drawn[..count]);
            var i = 0;
            for (; i + Vector256<uint>.Count <= count; i += Vector256<uint>.Count)
            {
                var stays = Vector256.GreaterThanOrEqual(Vector256.Create<uint>(drawn[i..]), Vector256.Create((uint)threshold));
                (stays.AsSingle() & Vector256.Create(kept)).CopyTo(mask[i..]);
            }
            for (; i < count; i++) mask[i] = drawn[i] >= threshold ? kept : 0f;
            mask = mask[count..];
        }
    }
}
