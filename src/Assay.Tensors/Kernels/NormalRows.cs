using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Rows brought to mean 0 and variance 1, then scaled and shifted by column (Ba, Kiros, Hinton, "Layer normalization", 2016).
/// </summary>
static unsafe class NormalRows
{
    const int Grain = 1 << 13;
    const int ColumnTile = 64;
    const int RowBlock = 256;

    /// <summary>y = (x - mean) / sqrt(variance + epsilon) * weight + bias; an empty weight or bias is none. Keeps mean and variance by row.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon,
        Span<float> y, Span<float> mean, Span<float> variance, int width)
    {
        fixed (float* px = x, pw = weight, pb = bias, py = y, pm = mean, pv = variance)
        {
            var job = new ForwardJob { X = px, Weight = pw, Bias = pb, Y = py, Mean = pm, Variance = pv, Width = width, Epsilon = epsilon };
            VectorJob.For(ref job, mean.Length, Math.Max(1, Grain / Math.Max(1, width)));
        }
    }

    /// <summary>dx (+)= (g w - mean(g w) - xhat mean(g w xhat)) / sqrt(variance + epsilon), with xhat the normalised row.</summary>
    public static void Backward(
        ReadOnlySpan<float> g, ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance, float epsilon, Span<float> dx, int width, bool add)
    {
        fixed (float* pg = g, px = x, pw = weight, pm = mean, pv = variance, pd = dx)
        {
            var job = new BackwardJob
            {
                G = pg, X = px, Weight = pw, Mean = pm, Variance = pv, Dx = pd, Width = width, Epsilon = epsilon, Add = add,
            };
            VectorJob.For(ref job, mean.Length, Math.Max(1, Grain / Math.Max(1, width)));
        }
    }

    /// <summary>dw (+)= the sum over rows of g xhat.</summary>
    public static void WeightGradient(
        ReadOnlySpan<float> g, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, float epsilon,
        Span<float> dw, bool add)
    {
        fixed (float* pg = g, px = x, pm = mean, pv = variance, pd = dw)
        {
            var job = new WeightJob
            {
                G = pg, X = px, Mean = pm, Variance = pv, Dw = pd, Width = dw.Length, Rows = mean.Length, Epsilon = epsilon, Add = add,
            };
            VectorJob.For(ref job, (dw.Length + ColumnTile - 1) / ColumnTile, Math.Max(1, Grain / Math.Max(1, mean.Length * ColumnTile)));
        }
    }

    static float Deviation(float variance, float epsilon) => 1f / MathF.Sqrt(variance + epsilon);

    internal struct ForwardJob : IVectorJob
    {
        public float* X, Weight, Bias, Y, Mean, Variance;
        public int Width;
        public float Epsilon;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var row = begin; row < end; row++)
            {
                float* x = X + ((nint)row * Width), y = Y + ((nint)row * Width);
                var mean = Reduction.Sum<S, V>(x, Width) / Width;
                var variance = Squares<S, V>(x, mean) / Width;
                (Mean[row], Variance[row]) = (mean, variance);
                var scale = Deviation(variance, Epsilon);
                var i = 0;
                for (; i <= Width - S.Width; i += S.Width)
                {
                    var value = S.Multiply(S.Subtract(S.Load(x + i), S.Broadcast(mean)), S.Broadcast(scale));
                    if (Weight != null) value = S.Multiply(value, S.Load(Weight + i));
                    if (Bias != null) value = S.Add(value, S.Load(Bias + i));
                    S.Store(value, y + i);
                }
                for (; i < Width; i++)
                    y[i] = ((x[i] - mean) * scale * (Weight != null ? Weight[i] : 1f)) + (Bias != null ? Bias[i] : 0f);
            }
        }

        readonly float Squares<S, V>(float* x, float mean)
            where V : unmanaged
            where S : ISimd<V>
        {
            V s0 = S.Zero, s1 = S.Zero, m = S.Broadcast(mean);
            var i = 0;
            for (; i <= Width - (2 * S.Width); i += 2 * S.Width)
            {
                V d0 = S.Subtract(S.Load(x + i), m), d1 = S.Subtract(S.Load(x + i + S.Width), m);
                s0 = S.MultiplyAdd(d0, d0, s0);
                s1 = S.MultiplyAdd(d1, d1, s1);
            }
            var sum = S.Sum(S.Add(s0, s1));
            for (; i < Width; i++) sum += (x[i] - mean) * (x[i] - mean);
            return sum;
        }
    }

    internal struct BackwardJob : IVectorJob
    {
        public float* G, X, Weight, Mean, Variance, Dx;
        public int Width;
        public float Epsilon;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var row = begin; row < end; row++)
            {
                var start = (nint)row * Width;
                float* g = G + start, x = X + start, dx = Dx + start;
                float mean = Mean[row], scale = Deviation(Variance[row], Epsilon);
                V sum = S.Zero, product = S.Zero, m = S.Broadcast(mean), s = S.Broadcast(scale);
                var i = 0;
                for (; i <= Width - S.Width; i += S.Width)
                {
                    var gw = Weight != null ? S.Multiply(S.Load(g + i), S.Load(Weight + i)) : S.Load(g + i);
                    sum = S.Add(sum, gw);
                    product = S.MultiplyAdd(gw, S.Multiply(S.Subtract(S.Load(x + i), m), s), product);
                }
                float total = S.Sum(sum), totalProduct = S.Sum(product);
                for (var j = i; j < Width; j++)
                {
                    var gw = Weight != null ? g[j] * Weight[j] : g[j];
                    total += gw;
                    totalProduct += gw * ((x[j] - mean) * scale);
                }
                float a = total / Width, b = totalProduct / Width;
                for (i = 0; i <= Width - S.Width; i += S.Width)
                {
                    var gw = Weight != null ? S.Multiply(S.Load(g + i), S.Load(Weight + i)) : S.Load(g + i);
                    var normal = S.Multiply(S.Subtract(S.Load(x + i), m), s);
                    var value = S.Multiply(s, S.Subtract(S.Subtract(gw, S.Broadcast(a)), S.Multiply(normal, S.Broadcast(b))));
                    S.Store(Add ? S.Add(S.Load(dx + i), value) : value, dx + i);
                }
                for (; i < Width; i++)
                {
                    var gw = Weight != null ? g[i] * Weight[i] : g[i];
                    var value = scale * (gw - a - ((x[i] - mean) * scale * b));
                    dx[i] = Add ? dx[i] + value : value;
                }
            }
        }
    }

    internal struct WeightJob : IVectorJob
    {
        public float* G, X, Mean, Variance, Dw;
        public int Width, Rows;
        public float Epsilon;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var tile = begin; tile < end; tile++)
            {
                var last = Math.Min(Width, (tile + 1) * ColumnTile);
                var j = tile * ColumnTile;
                for (; j <= last - S.Width; j += S.Width)
                {
                    var value = Down<S, V>(j);
                    S.Store(Add ? S.Add(S.Load(Dw + j), value) : value, Dw + j);
                }
                for (; j < last; j++)
                {
                    var value = Down<SimdScalar, float>(j);
                    Dw[j] = Add ? Dw[j] + value : value;
                }
            }
        }

        readonly V Down<S, V>(int column)
            where V : unmanaged
            where S : ISimd<V>
        {
            var total = S.Zero;
            for (var block = 0; block < Rows; block += RowBlock)
            {
                var sum = S.Zero;
                for (var row = block; row < Math.Min(Rows, block + RowBlock); row++)
                {
                    var at = ((nint)row * Width) + column;
                    var normal = S.Multiply(
                        S.Subtract(S.Load(X + at), S.Broadcast(Mean[row])), S.Broadcast(Deviation(Variance[row], Epsilon)));
                    sum = S.MultiplyAdd(S.Load(G + at), normal, sum);
                }
                total = S.Add(total, sum);
            }
            return total;
        }
    }
}
