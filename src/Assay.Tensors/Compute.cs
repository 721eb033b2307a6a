using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>What the engine computes with on this machine.</summary>
public static class Compute
{
    /// <summary>
    /// Threads that one kernel may use, this one included; the processor count unless set. Results do not depend on it, bit for bit.
    /// </summary>
    public static int Threads
    {
        get => Workers.Count;
        set
        {
            if (value is < 1 or > 256)
                throw new ArgumentOutOfRangeException(nameof(value), value, "Threads must be 1 to 256.");
            Workers.Count = value;
        }
    }

    /// <summary>The instruction set in use: "AVX-512", "AVX2", "128-bit" or "scalar".</summary>
    public static string Vector => Isa.Name;
}
