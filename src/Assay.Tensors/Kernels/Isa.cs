using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Tensors.Kernels;

/// <summary>The widest instruction set of this processor; the conditions are constants to the JIT.</summary>
static class Isa
{
    public static bool Use512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }

    public static bool Use256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated;
    }

    public static bool Use128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated;
    }

    public static string Name => Use512 ? "AVX-512" : Use256 ? "AVX2" : Use128 ? "128-bit" : "scalar";
}
