using System.Runtime.Intrinsics;
using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>
/// Optimizer steps as single passes over memory: spans in, spans changed in place, nothing allocated. All spans of one call
/// have the parameter's length. Results do not depend on the number of threads.
/// </summary>
public static unsafe partial class Updates
{
    // Below this one thread is done before another could begin.
    const int Grain = 1 << 15;

    /// <summary>
    /// One step of Adam or AdamW; see <see cref="AdamUpdate"/>. <paramref name="mean"/> and <paramref name="square"/> are the
    /// running means of the gradients and of their squares.
    /// </summary>
    public static void Adam(Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square, in AdamUpdate update)
    {
        Require(parameter.Length, gradient.Length, nameof(gradient));
        Require(parameter.Length, mean.Length, nameof(mean));
        Require(parameter.Length, square.Length, nameof(square));
        fixed (float* p = parameter, g = gradient, m = mean, v = square)
        {
            var job = new AdamJob { P = p, G = g, M = m, V = v, Update = update };
            if (parameter.Length <= 2 * Grain) job.Run(0, parameter.Length);
            else Workers.For(ref job, parameter.Length, Grain);
        }
    }

    /// <summary>One step of SGD; see <see cref="SgdUpdate"/>. The buffer <paramref name="momentum"/> is empty for plain SGD.</summary>
    public static void Sgd(Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> momentum, in SgdUpdate update)
    {
        Require(parameter.Length, gradient.Length, nameof(gradient));
        if (!momentum.IsEmpty) Require(parameter.Length, momentum.Length, nameof(momentum));
        fixed (float* p = parameter, g = gradient, b = momentum)
        {
            var job = new SgdJob { P = p, G = g, B = b, Update = update };
            if (parameter.Length <= 2 * Grain) job.Run(0, parameter.Length);
            else Workers.For(ref job, parameter.Length, Grain);
        }
    }

    /// <summary>
    /// One step of RMSprop; see <see cref="RmsPropUpdate"/>. <paramref name="square"/> is the running mean of the squared
    /// gradients, <paramref name="mean"/> that of the gradients (empty unless centred), <paramref name="momentum"/> the
    /// momentum buffer (empty without momentum).
    /// </summary>
    public static void RmsProp(
        Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> square, Span<float> mean, Span<float> momentum, in RmsPropUpdate update)
    {
        Require(parameter.Length, gradient.Length, nameof(gradient));
        Require(parameter.Length, square.Length, nameof(square));
        if (!mean.IsEmpty) Require(parameter.Length, mean.Length, nameof(mean));
        if (!momentum.IsEmpty) Require(parameter.Length, momentum.Length, nameof(momentum));
        fixed (float* p = parameter, g = gradient, v = square, a = mean, b = momentum)
        {
            var job = new RmsPropJob { P = p, G = g, V = v, A = a, B = b, Update = update };
            if (parameter.Length <= 2 * Grain) job.Run(0, parameter.Length);
            else Workers.For(ref job, parameter.Length, Grain);
        }
    }

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

    /// <summary>Multiplies every element by <paramref name="factor"/>.</summary>
    public static void Scale(Span<float> values, float factor)
    {
        fixed (float* x = values)
        {
            if (Isa.Use512) UpdateKernels<Simd512, Vector512<float>>.Scale(x, values.Length, factor);
            else if (Isa.Use256) UpdateKernels<Simd256, Vector256<float>>.Scale(x, values.Length, factor);
            else if (Isa.Use128) UpdateKernels<Simd128, Vector128<float>>.Scale(x, values.Length, factor);
            else UpdateKernels<SimdScalar, float>.Scale(x, values.Length, factor);
        }
    }

    static void Require(int needed, int given, string name)
    {
        if (given != needed) throw new ArgumentException($"'{name}' has {given} elements; needed: {needed}, the length of the first span.", name);
    }
}
