using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Tensors.Kernels;

/// <summary>A kernel over a range of independent outputs, written once for every instruction set.</summary>
interface IVectorJob
{
    void Run<S, V>(int begin, int end)
        where V : unmanaged
        where S : ISimd<V>;
}

/// <summary>Runs kernels on the widest instruction set of this processor, over as many threads as pay.</summary>
static class VectorJob
{
    /// <summary>Runs outputs 0 .. count - 1 in ranges that are multiples of <paramref name="grain"/>, spread over the threads.</summary>
    public static void For<T>(ref T job, int count, int grain)
        where T : struct, IVectorJob
    {
        if (count <= grain)
        {
            Run(ref job, 0, count);
            return;
        }
        var range = new Range<T> { Job = job };
        Workers.For(ref range, count, grain);
    }

    static void Run<T>(ref T job, int begin, int end)
        where T : struct, IVectorJob
    {
        if (Isa.Use512) job.Run<Simd512, Vector512<float>>(begin, end);
        else if (Isa.Use256) job.Run<Simd256, Vector256<float>>(begin, end);
        else if (Isa.Use128) job.Run<Simd128, Vector128<float>>(begin, end);
        else job.Run<SimdScalar, float>(begin, end);
    }

    struct Range<T> : IRangeJob
        where T : struct, IVectorJob
    {
        public T Job;

        public void Run(int begin, int end) => VectorJob.Run(ref Job, begin, end);
    }
}

/// <summary>What vectors do element by element: loads and stores of fewer lanes than they have, so that a range of any length takes the same instructions.</summary>
static unsafe class Lanes<S, V>
    where V : unmanaged
    where S : ISimd<V>
{
    /// <summary>The first <paramref name="count"/> lanes from memory, the others 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Load(float* source, int count)
    {
        var value = S.Zero;
        var lanes = (float*)&value;
        for (var i = 0; i < count; i++) lanes[i] = source[i];
        return value;
    }

    /// <summary>Writes the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Store(V value, float* target, int count)
    {
        var lanes = (float*)&value;
        for (var i = 0; i < count; i++) target[i] = lanes[i];
    }

    /// <summary><see cref="ISimd{V}.Transpose"/> element by element, for where the processor has no instructions for it.</summary>
    public static void Transpose(float* source, nint sourceStep, float* target, nint targetStep)
    {
        for (var row = 0; row < S.Width; row++, source += sourceStep)
            for (var i = 0; i < 4; i++) target[(i * targetStep) + row] = source[i];
    }
}
