using System.Runtime.Intrinsics;
using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public static unsafe partial class Updates
{
    /// <summary>average += weight (values - average): one step of an exponential moving average.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void MoveTowards(Span<float> average, ReadOnlySpan<float> values, float weight)
    {
        Require(average.Length, values.Length, nameof(values));
        fixed (float* a = average, x = values)
        {
            if (Isa.Use512) UpdateKernels<Simd512, Vector512<float>>.MoveTowards(a, x, average.Length, weight);
            else if (Isa.Use256) UpdateKernels<Simd256, Vector256<float>>.MoveTowards(a, x, average.Length, weight);
            else if (Isa.Use128) UpdateKernels<Simd128, Vector128<float>>.MoveTowards(a, x, average.Length, weight);
            else UpdateKernels<SimdScalar, float>.MoveTowards(a, x, average.Length, weight);
        }
    }
}
