using System.Runtime.Intrinsics;
using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public static unsafe partial class Updates
{
    struct AdamJob : IRangeJob
    {
        public float* P, G, M, V;
        public AdamUpdate Update;

        public readonly void Run(int begin, int end)
        {
            float* p = P + begin, g = G + begin, m = M + begin, v = V + begin;
            var count = end - begin;
            if (Isa.Use512) UpdateKernels<Simd512, Vector512<float>>.Adam(p, g, m, v, count, Update);
            else if (Isa.Use256) UpdateKernels<Simd256, Vector256<float>>.Adam(p, g, m, v, count, Update);
            else if (Isa.Use128) UpdateKernels<Simd128, Vector128<float>>.Adam(p, g, m, v, count, Update);
            else UpdateKernels<SimdScalar, float>.Adam(p, g, m, v, count, Update);
        }
    }

    struct SgdJob : IRangeJob
    {
        public float* P, G, B;
        public SgdUpdate Update;

        public readonly void Run(int begin, int end)
        {
            float* p = P + begin, g = G + begin, b = B == null ? null : B + begin;
            var count = end - begin;
            if (Isa.Use512) UpdateKernels<Simd512, Vector512<float>>.Sgd(p, g, b, count, Update);
            else if (Isa.Use256) UpdateKernels<Simd256, Vector256<float>>.Sgd(p, g, b, count, Update);
            else if (Isa.Use128) UpdateKernels<Simd128, Vector128<float>>.Sgd(p, g, b, count, Update);
            else UpdateKernels<SimdScalar, float>.Sgd(p, g, b, count, Update);
        }
    }

    struct RmsPropJob : IRangeJob
    {
        public float* P, G, V, A, B;
        public RmsPropUpdate Update;

        public readonly void Run(int begin, int end)
        {
            float* p = P + begin, g = G + begin, v = V + begin;
            float* a = A == null ? null : A + begin, b = B == null ? null : B + begin;
            var count = end - begin;
            if (Isa.Use512) UpdateKernels<Simd512, Vector512<float>>.RmsProp(p, g, v, a, b, count, Update);
            else if (Isa.Use256) UpdateKernels<Simd256, Vector256<float>>.RmsProp(p, g, v, a, b, count, Update);
            else if (Isa.Use128) UpdateKernels<Simd128, Vector128<float>>.RmsProp(p, g, v, a, b, count, Update);
            else UpdateKernels<SimdScalar, float>.RmsProp(p, g, v, a, b, count, Update);
        }
    }
}
