using System.Runtime.Intrinsics;
using Assay.Tensors.Kernels;

namespace Assay.Tests.Tensors;

/// <summary>Runs a kernel as each instruction set; the runtime emulates those that the processor lacks.</summary>
static unsafe class EveryIsa
{
    public static readonly string[] Names = ["scalar", "128", "256", "512"];

    public static void Run<T>(string isa, T job, int begin, int end)
        where T : struct, IVectorJob
    {
        if (isa == "512") job.Run<Simd512, Vector512<float>>(begin, end);
        else if (isa == "256") job.Run<Simd256, Vector256<float>>(begin, end);
        else if (isa == "128") job.Run<Simd128, Vector128<float>>(begin, end);
        else job.Run<SimdScalar, float>(begin, end);
    }
}
