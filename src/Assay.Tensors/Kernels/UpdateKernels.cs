using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Assay.Tensors.Kernels;

/// <summary>
/// One optimizer step over the elements of a parameter in a single pass, for one instruction set. Elements do not depend on
/// each other, and the last, partial vector goes through the same arithmetic, so any split over threads gives the same bits.
/// </summary>
static unsafe partial class UpdateKernels<S, V>
    where V : unmanaged
    where S : ISimd<V>
{
    const float SmallestNormal = 1.17549435e-38f;

    // Keeps the fast root inside its domain and off denormals. Its root, 1e-18, is nothing beside epsilon.
    const float SquareFloor = 1e-36f;

    // Added and taken away again: a mean far below it vanishes before its products become denormals, and one far above is as it was.
    const float MeanFloor = 1e-20f;

    const int WidestVector = 16;

    // Two memory pages: the processor foresees what comes next by itself, but not beyond a page.
    const int FetchDistance = 2048;

    /// <summary>
    /// Adam and AdamW (Kingma and Ba 2015; Loshchilov and Hutter 2019) in PyTorch's form: m += (1 - b1)(g - m), v = b2 v + (1 - b2) g^2,
    /// p = shrink p - step m / (root sqrt(v) + epsilon). With <paramref name="fetch"/> memory that is not in a cache is asked for early.
    /// </summary>
    public static void Adam(float* parameter, float* gradient, float* mean, float* square, int count, bool fetch, in AdamUpdate update)
    {
        var plain = update.Decay == 0 && update.Shrink == 1;
        if (fetch && plain) Adam<Plain, Fetching>(parameter, gradient, mean, square, count, update);
        else if (fetch) Adam<Decaying, Fetching>(parameter, gradient, mean, square, count, update);
        else if (plain) Adam<Plain, Cached>(parameter, gradient, mean, square, count, update);
        else Adam<Decaying, Cached>(parameter, gradient, mean, square, count, update);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Adam<D, F>(float* parameter, float* gradient, float* mean, float* square, int count, in AdamUpdate update)
        where D : struct
        where F : struct
    {
        var scale = S.Broadcast((float)update.GradientScale);
        var decay = S.Broadcast((float)update.Decay);
        var shrink = S.Broadcast((float)update.Shrink);
        var intake1 = S.Broadcast((float)(1 - update.Beta1));
        var beta2 = S.Broadcast((float)update.Beta2);
        var intake2 = S.Broadcast((float)(1 - update.Beta2));
        var step = S.Broadcast(-(float)update.StepSize);
        var rootScale = S.Broadcast((float)update.RootScale);
        var epsilon = S.Broadcast((float)update.Epsilon);
        var smallest = S.Broadcast(MeanFloor);
        var floor = S.Broadcast(SquareFloor);
        var pad = stackalloc float[4 * WidestVector];
        for (var i = 0; i < count; i += S.Width)
        {
            float* pi = parameter + i, gi = gradient + i, mi = mean + i, vi = square + i;
            var rest = count - i;
            if (rest < S.Width)
            {
                Copy(pi, pi = pad, rest);
                Copy(gi, gi = pad + WidestVector, rest);
                Copy(mi, mi = pad + (2 * WidestVector), rest);
                Copy(vi, vi = pad + (3 * WidestVector), rest);
            }
            if (typeof(F) == typeof(Fetching) && Sse.IsSupported)
            {
                Sse.Prefetch0(pi + FetchDistance);
                Sse.Prefetch0(gi + FetchDistance);
                Sse.Prefetch0(mi + FetchDistance);
                Sse.Prefetch0(vi + FetchDistance);
            }
            var p = S.Load(pi);
            var g = S.Multiply(S.Load(gi), scale);
            if (typeof(D) == typeof(Decaying)) g = S.MultiplyAdd(decay, p, g);
            var m = S.Load(mi);
            m = S.Subtract(S.Add(S.MultiplyAdd(S.Subtract(g, m), intake1, m), smallest), smallest);
            var v = S.Max(floor, S.MultiplyAdd(S.Multiply(intake2, g), g, S.Multiply(beta2, S.Load(vi))));
            var inverse = S.Reciprocal(S.MultiplyAdd(S.NormalSqrt(v), rootScale, epsilon));
            S.Store(m, mi);
            S.Store(v, vi);
            if (typeof(D) == typeof(Decaying)) p = S.Multiply(p, shrink);
            S.Store(S.MultiplyAdd(S.Multiply(step, m), inverse, p), pi);
            if (rest >= S.Width) continue;
            Copy(pi, parameter + i, rest);
            Copy(mi, mean + i, rest);
            Copy(vi, square + i, rest);
        }
    }

    // Loops of one source: without weight decay there is less to do, and in the cache arithmetic is what this kernel waits for.
    readonly struct Plain;

    readonly struct Decaying;

    readonly struct Cached;

    readonly struct Fetching;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(float* from, float* to, int count)
    {
        for (var i = 0; i < count; i++) to[i] = from[i];
    }

    /// <summary>Zero in place of denormals, which cost a hundred cycles each on some processors; a NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Flush(V value, V smallest) => S.SelectGreater(smallest, S.Abs(value), S.Zero, value);
}
