using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>Softmax and log-softmax of contiguous rows, and their gradients. Short rows are taken many at a time.</summary>
static unsafe class SoftmaxRows
{
    const int Grain = 1 << 13;
    const int MostRows = 64;

    public static void Forward(ReadOnlySpan<float> x, Span<float> y, int width, bool log)
    {
        if (width == 0) return;
        fixed (float* px = x, py = y)
        {
            var job = new ForwardJob { X = px, Y = py, Width = width, Log = log };
            VectorJob.For(ref job, x.Length / width, Math.Max(1, Grain / width));
        }
    }

    /// <summary>dx (+)= y (g - sum(g y)), or g - exp(y) sum(g) for the logarithm.</summary>
    public static void Backward(ReadOnlySpan<float> g, ReadOnlySpan<float> y, Span<float> dx, int width, bool log, bool add)
    {
        if (width == 0) return;
        fixed (float* pg = g, py = y, pd = dx)
        {
            var job = new BackwardJob { G = pg, Y = py, Dx = pd, Width = width, Log = log, Add = add };
            VectorJob.For(ref job, g.Length / width, Math.Max(1, Grain / width));
        }
    }

    /// <summary>
    /// y = softmax of each row, all exponentials in one pass over the rows; keeps each row's largest number, and the sum of the
    /// exponentials of what each number falls short of it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<S, V>(float* x, float* y, int rows, int width, float* largest, float* sums)
        where V : unmanaged
        where S : ISimd<V>
    {
        for (var row = 0; row < rows; row++)
        {
            float* from = x + ((nint)row * width), to = y + ((nint)row * width);
            if (width >= S.Width)
            {
                largest[row] = Max<S, V>(from, width);
                Shift<S, V>(from, to, width, -largest[row]);
                continue;
            }
            // A NaN need not be found here: it stays one when shifted.
            var max = float.NegativeInfinity;
            for (var i = 0; i < width; i++) max = float.MaxNative(max, from[i]);
            for (var i = 0; i < width; i++) to[i] = from[i] - max;
            largest[row] = max;
        }
        Exp<S, V>(y, y, rows * width, 0f);
        for (var row = 0; row < rows; row++)
        {
            var line = y + ((nint)row * width);
            sums[row] = Reduction.Sum<S, V>(line, width);
            var factor = 1f / sums[row];
            if (width >= S.Width) Scale<S, V>(line, width, factor);
            else for (var i = 0; i < width; i++) line[i] *= factor;
        }
    }

    /// <summary>The largest of contiguous floats; NaN if one is.</summary>
    public static float Max<S, V>(float* x, int count)
        where V : unmanaged
        where S : ISimd<V>
    {
        var largest = float.NegativeInfinity;
        var spoiled = 0f;
        var i = 0;
        if (count >= S.Width)
        {
            V best = S.Load(x), sum = S.Zero;
            for (; i <= count - S.Width; i += S.Width)
            {
                var value = S.Load(x + i);
                best = S.Max(best, value);
                sum = S.MultiplyAdd(value, S.Zero, sum);
            }
            var lanes = (float*)&best;
            for (var lane = 0; lane < S.Width; lane++) largest = lanes[lane] > largest ? lanes[lane] : largest;
            spoiled = S.Sum(sum);
        }
        for (; i < count; i++)
        {
            largest = x[i] > largest ? x[i] : largest;
            spoiled += x[i] * 0f;
        }
        return float.IsNaN(spoiled) ? AnyNaN(x, count, largest) : largest;
    }

    // A later number may have replaced a NaN in its lane; infinities also bring us here.
    static float AnyNaN(float* x, int count, float largest)
    {
        for (var i = 0; i < count; i++)
            if (float.IsNaN(x[i])) return float.NaN;
        return largest;
    }

    /// <summary>y = exp(x - shift) and the sum of it.</summary>
    public static float Exp<S, V>(float* x, float* y, int count, float shift)
        where V : unmanaged
        where S : ISimd<V>
    {
        var offset = S.Broadcast(-shift);
        var sum = S.Zero;
        var i = 0;
        for (; i <= count - S.Width; i += S.Width)
        {
            var e = VectorMath<S, V>.ExpToLimits(S.Add(S.Load(x + i), offset));
            sum = S.Add(sum, e);
            S.Store(e, y + i);
        }
        if (i == count) return S.Sum(sum);
        var last = VectorMath<S, V>.ExpToLimits(S.Add(Lanes<S, V>.Load(x + i, count - i), offset));
        Lanes<S, V>.Store(last, y + i, count - i);
        return S.Sum(S.Add(sum, Lanes<S, V>.Load(y + i, count - i)));
    }

    /// <summary>y = factor y.</summary>
    public static void Scale<S, V>(float* y, int count, float factor)
        where V : unmanaged
        where S : ISimd<V>
    {
        var i = 0;
        for (; i <= count - S.Width; i += S.Width) S.Store(S.Multiply(S.Broadcast(factor), S.Load(y + i)), y + i);
        for (; i < count; i++) y[i] *= factor;
    }

    /// <summary>y = x + shift.</summary>
    public static void Shift<S, V>(float* x, float* y, int count, float shift)
        where V : unmanaged
        where S : ISimd<V>
    {
        var i = 0;
        for (; i <= count - S.Width; i += S.Width) S.Store(S.Add(S.Load(x + i), S.Broadcast(shift)), y + i);
        for (; i < count; i++) y[i] = x[i] + shift;
    }

    internal struct ForwardJob : IVectorJob
    {
        public float* X, Y;
        public int Width;
        public bool Log;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            if (Log) LogRows<S, V>(begin, end);
            else
            {
                float* largest = stackalloc float[MostRows], sums = stackalloc float[MostRows];
                var most = Math.Clamp(Grain / (4 * Width), 1, MostRows);
                for (var row = begin; row < end; row += most)
                    Rows<S, V>(X + ((nint)row * Width), Y + ((nint)row * Width), Math.Min(most, end - row), Width, largest, sums);
            }
        }

        readonly void LogRows<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var row = begin; row < end; row++)
            {
                float* x = X + ((nint)row * Width), y = Y + ((nint)row * Width);
                var max = Max<S, V>(x, Width);
                var sum = Exp<S, V>(x, y, Width, max);
                // Two steps: the logarithm would drown in a large maximum.
                Shift<S, V>(x, y, Width, -max);
                Shift<S, V>(y, y, Width, -MathF.Log(sum));
            }
        }
    }

    internal struct BackwardJob : IVectorJob
    {
        public float* G, Y, Dx;
        public int Width;
        public bool Log, Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var row = begin; row < end; row++)
            {
                var start = (nint)row * Width;
                float* g = G + start, y = Y + start, dx = Dx + start;
                var sum = S.Broadcast(Log ? Reduction.Sum<S, V>(g, Width) : Gemm<S, V>.Dot(g, y, Width));
                var i = 0;
                for (; i <= Width - S.Width; i += S.Width)
                {
                    var value = Value<S, V>(S.Load(g + i), S.Load(y + i), sum);
                    S.Store(Add ? S.Add(S.Load(dx + i), value) : value, dx + i);
                }
                if (i == Width) continue;
                var count = Width - i;
                var last = Value<S, V>(Lanes<S, V>.Load(g + i, count), Lanes<S, V>.Load(y + i, count), sum);
                Lanes<S, V>.Store(Add ? S.Add(Lanes<S, V>.Load(dx + i, count), last) : last, dx + i, count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly V Value<S, V>(V g, V y, V sum)
            where V : unmanaged
            where S : ISimd<V> => Log
                ? S.Subtract(g, S.Multiply(VectorMath<S, V>.ExpToLimits(y), sum))
                : S.Multiply(y, S.Subtract(g, sum));
    }
}
