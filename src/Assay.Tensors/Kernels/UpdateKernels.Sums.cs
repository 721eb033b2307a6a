using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

static unsafe partial class UpdateKernels<S, V>
{
    /// <summary>Elements whose squares are added in single precision before the sum goes on in double.</summary>
    public const int SumBlock = 512;

    /// <summary>The sum of squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredNorm(float* values, int count)
    {
        var sum = 0.0;
        for (var start = 0; start < count; start += SumBlock)
        {
            var block = values + start;
            var length = Math.Min(SumBlock, count - start);
            V s0 = S.Zero, s1 = S.Zero, s2 = S.Zero, s3 = S.Zero;
            var i = 0;
            for (; i <= length - (4 * S.Width); i += 4 * S.Width)
            {
                V x0 = S.Load(block + i), x1 = S.Load(block + i + S.Width);
                V x2 = S.Load(block + i + (2 * S.Width)), x3 = S.Load(block + i + (3 * S.Width));
                s0 = S.MultiplyAdd(x0, x0, s0);
                s1 = S.MultiplyAdd(x1, x1, s1);
                s2 = S.MultiplyAdd(x2, x2, s2);
                s3 = S.MultiplyAdd(x3, x3, s3);
            }
            sum += S.Sum(S.Add(S.Add(s0, s1), S.Add(s2, s3)));
            for (; i < length; i++) sum += (double)block[i] * block[i];
        }
        return sum;
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
