using System.Runtime.Intrinsics;
using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>
/// What surrounds an optimizer's step, on one thread: spans in, spans changed in place, nothing allocated. The steps themselves are
/// <see cref="UpdateList"/>'s.
/// </summary>
public static unsafe partial class Updates
{
    /// <summary>The sum of squares, in blocks of fixed size.</summary>
    public static double SquaredNorm(ReadOnlySpan<float> values)
    {
        fixed (float* x = values)
        {
            if (Isa.Use512) return UpdateKernels<Simd512, Vector512<float>>.SquaredNorm(x, values.Length);
            if (Isa.Use256) return UpdateKernels<Simd256, Vector256<float>>.SquaredNorm(x, values.Length);
            if (Isa.Use128) return UpdateKernels<Simd128, Vector128<float>>.SquaredNorm(x, values.Length);
            return UpdateKernels<SimdScalar, float>.SquaredNorm(x, values.Length);
        }
    }

    /// <summary>The squared Euclidean distance of two spans of equal length.</summary>
    public static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Require(a.Length, b.Length, nameof(b));
        fixed (float* x = a, y = b)
        {
            if (Isa.Use512) return UpdateKernels<Simd512, Vector512<float>>.SquaredDistance(x, y, a.Length);
            if (Isa.Use256) return UpdateKernels<Simd256, Vector256<float>>.SquaredDistance(x, y, a.Length);
            if (Isa.Use128) return UpdateKernels<Simd128, Vector128<float>>.SquaredDistance(x, y, a.Length);
            return UpdateKernels<SimdScalar, float>.SquaredDistance(x, y, a.Length);
        }
    }

    static void Require(int needed, int given, string name)
    {
        if (given != needed) throw new ArgumentException($"'{name}' has {given} elements; needed: {needed}, the length of the first span.", name);
    }
}
