namespace Assay.Tensors.Kernels;

/// <summary>Factors of inverted dropout (Srivastava and others, 2014).</summary>
static class DropoutMask
{
    /// <summary>Each factor is 0 with the given probability, otherwise 1 / (1 - probability); one draw each.</summary>
    public static void Fill(Span<float> mask, float probability, Rng rng)
    {
        var threshold = (ulong)((double)probability * (1UL << 32));
        var kept = probability < 1f ? 1f / (1f - probability) : 0f;
        foreach (ref var factor in mask) factor = rng.NextUInt() >= threshold ? kept : 0f;
    }
}
