using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

static unsafe partial class UpdateKernels<S, V>
{
    /// <summary>Elements whose squares are added in single precision before the sum goes on in double.</summary>
    public const int SumBlock = 512;

    // Memory hands out four streams faster than one, each in a page of its own.
    const int Stream = 1024;

    /// <summary>The sum of squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredNorm(float* values, int count)
    {
        var sum = 0.0;
        for (; count >= 4 * Stream; count -= 4 * Stream, values += 4 * Stream)
            for (var i = 0; i < Stream; i += SumBlock / 4) sum += SquaredNorm(values + i, SumBlock / 4, Stream);
        for (; count >= SumBlock; count -= SumBlock, values += SumBlock) sum += SquaredNorm(values, SumBlock / 4, SumBlock / 4);
        var rest = 0;
        V s = S.Zero;
        for (; rest <= count - S.Width; rest += S.Width) s = S.MultiplyAdd(S.Load(values + rest), S.Load(values + rest), s);
        sum += S.Sum(s);
        for (; rest < count; rest++) sum += (double)values[rest] * values[rest];
        return sum;
    }

    // Of four stretches of length elements that begin a step apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double SquaredNorm(float* values, int length, int step)
    {
        V s0 = S.Zero, s1 = S.Zero, s2 = S.Zero, s3 = S.Zero;
        for (var i = 0; i < length; i += S.Width)
        {
            V x0 = S.Load(values + i), x1 = S.Load(values + i + step);
            V x2 = S.Load(values + i + (2 * step)), x3 = S.Load(values + i + (3 * step));
            s0 = S.MultiplyAdd(x0, x0, s0);
            s1 = S.MultiplyAdd(x1, x1, s1);
            s2 = S.MultiplyAdd(x2, x2, s2);
            s3 = S.MultiplyAdd(x3, x3, s3);
        }
        return S.Sum(S.Add(S.Add(s0, s1), S.Add(s2, s3)));
    }

    /// <summary>The sum of (a - b)^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredDistance(float* a, float* b, int count)
    {
        var sum = 0.0;
        for (var start = 0; start < count; start += SumBlock)
        {
            var end = Math.Min(start + SumBlock, count);
            var s = S.Zero;
            var i = start;
            for (; i <= end - S.Width; i += S.Width)
            {
                var difference = S.Subtract(S.Load(a + i), S.Load(b + i));
                s = S.MultiplyAdd(difference, difference, s);
            }
            sum += S.Sum(s);
            for (; i < end; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        }
        return sum;
    }

    /// <summary>Multiplies every element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(float* values, int count, float factor)
    {
        var f = S.Broadcast(factor);
        var i = 0;
        for (; i <= count - S.Width; i += S.Width) S.Store(S.Multiply(S.Load(values + i), f), values + i);
        for (; i < count; i++) values[i] *= factor;
    }
}
