using System.Runtime.Intrinsics;
using Assay.Tensors;
using Assay.Tensors.Kernels;

namespace Assay.Bench.Kernels;

/// <summary>C = A B with B packed once and kept, over all threads: a layer's weight met by one time step after another.</summary>
sealed unsafe class ResidentProduct(MatrixSize size, Rng rng)
{
    readonly Tensor _a = Tensor.Normal(rng, 0, 1, size.M, size.K), _c = Tensor.Zeros(size.M, size.N);
    readonly Tensor _packed = Pack(Tensor.Normal(rng, 0, 1, size.K, size.N), size);

    public void Multiply()
    {
        if (Isa.Use512) Multiply<Simd512, Vector512<float>>();
        else if (Isa.Use256) Multiply<Simd256, Vector256<float>>();
        else if (Isa.Use128) Multiply<Simd128, Vector128<float>>();
        else Multiply<SimdScalar, float>();
    }

    static Tensor Pack(Tensor b, MatrixSize size)
    {
        if (Isa.Use512) return Pack<Simd512, Vector512<float>>(b, size);
        if (Isa.Use256) return Pack<Simd256, Vector256<float>>(b, size);
        return Isa.Use128 ? Pack<Simd128, Vector128<float>>(b, size) : Pack<SimdScalar, float>(b, size);
    }

    static Tensor Pack<S, V>(Tensor b, MatrixSize size)
        where V : unmanaged
        where S : ISimd<V>
    {
        var packed = Tensor.Zeros(Gemm<S, V>.PackedCount(size.K, size.N));
        fixed (float* pb = b.Span, panels = packed.Span)
            Gemm<S, V>.Pack(pb, size.N, false, size.K, size.N, panels);
        return packed;
    }

    void Multiply<S, V>()
        where V : unmanaged
        where S : ISimd<V>
    {
        fixed (float* a = _a.Span, packed = _packed.Span, c = _c.Span)
        {
            var job = new PanelJob<S, V> { A = a, Packed = packed, C = c, Size = size };
            Workers.For(ref job, (size.N + Gemm<S, V>.PanelWidth - 1) / Gemm<S, V>.PanelWidth, 1);
        }
    }

    // A range of B's panels, which is a range of C's columns.
    struct PanelJob<S, V> : IRangeJob
        where V : unmanaged
        where S : ISimd<V>
    {
        public float* A, Packed, C;
        public MatrixSize Size;

        public readonly void Run(int begin, int end)
        {
            var (first, last) = (begin * Gemm<S, V>.PanelWidth, Math.Min(Size.N, end * Gemm<S, V>.PanelWidth));
            Gemm<S, V>.MultiplyPacked(
                A, Size.K, 1, Packed + ((nint)first * Size.K), C + first, Size.N, null, 0, Size.M, last - first, Size.K);
        }
    }
}
