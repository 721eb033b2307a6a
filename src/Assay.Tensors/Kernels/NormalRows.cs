using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Rows, or sums of two rows, brought to mean 0 and variance 1, then scaled and shifted by column
/// (Ba, Kiros, Hinton, "Layer normalization", 2016).
/// </summary>
static unsafe class NormalRows
{
    const int Grain = 1 << 13;

    /// <summary>Rows that the backward pass takes together; the gradients of weight and bias are summed by block first.</summary>
    public const int RowBlock = 32;

    /// <summary>y = (x + r - mean) / sqrt(variance + epsilon) * weight + bias; an empty r, weight or bias is none. Keeps mean and variance by row.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> r, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon,
        Span<float> y, Span<float> mean, Span<float> variance, int width)
    {
        fixed (float* px = x, pr = r, pw = weight, pb = bias, py = y, pm = mean, pv = variance)
        {
            var job = new ForwardJob { X = px, R = pr, Weight = pw, Bias = pb, Y = py, Mean = pm, Variance = pv, Width = width, Epsilon = epsilon };
            VectorJob.For(ref job, mean.Length, Math.Max(1, Grain / Math.Max(1, width)));
        }
    }

    /// <summary>Blocks of so many rows.</summary>
    public static int Blocks(int rows) => (rows + RowBlock - 1) / RowBlock;

    internal struct ForwardJob : IVectorJob
    {
        public float* X, R, Weight, Bias, Y, Mean, Variance;
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
                if (R != null)
                {
                    // The sum waits where the result will be.
                    new Elementwise.BinaryJob<Sum> { A = x, B = R + ((nint)row * Width), Target = y }.Run<S, V>(0, Width);
                    x = y;
                }
                var mean = Reduction.Sum<S, V>(x, Width) / Width;
                var variance = Squares<S, V>(x, mean) / Width;
                (Mean[row], Variance[row]) = (mean, variance);
                var scale = 1f / MathF.Sqrt(variance + Epsilon);
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

    /// <summary>
    /// All gradients in one visit of a row: dx and dr (+)= (g w - mean(g w) - xhat mean(g w xhat)) / sqrt(variance + epsilon),
    /// with xhat the normalised row, and the sums over each block's rows, (block, width), of g xhat for the weight and of g
    /// for the bias. Null means none is wanted. Runs over blocks.
    /// </summary>
    internal struct BackwardJob : IVectorJob
    {
        public float* G, X, R, Weight, Mean, Variance, Dx, Dr, WeightSums, BiasSums;
        public int Rows, Width;
        public float Epsilon;
        public bool AddX, AddR;

        public static void Start(ref BackwardJob job) =>
            VectorJob.For(ref job, Blocks(job.Rows), Math.Max(1, Grain / Math.Max(1, job.Width * RowBlock)));

        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var block = begin; block < end; block++)
            {
                float* dw = WeightSums == null ? null : WeightSums + ((nint)block * Width), db = BiasSums == null ? null : BiasSums + ((nint)block * Width);
                if (dw != null) new Span<float>(dw, Width).Clear();
                if (db != null) new Span<float>(db, Width).Clear();
                for (var row = block * RowBlock; row < Math.Min(Rows, (block + 1) * RowBlock); row++) Row<S, V>(row, dw, db);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        readonly void Row<S, V>(int row, float* dw, float* db)
            where V : unmanaged
            where S : ISimd<V>
        {
            var start = (nint)row * Width;
            float* g = G + start, x = X + start, r = R == null ? null : R + start;
            float mean = Mean[row], scale = 1f / MathF.Sqrt(Variance[row] + Epsilon);
            V sum = S.Zero, product = S.Zero, m = S.Broadcast(mean), s = S.Broadcast(scale);
            var i = 0;
            for (; i <= Width - S.Width; i += S.Width)
            {
                V value = S.Load(g + i), normal = S.Multiply(S.Subtract(r == null ? S.Load(x + i) : S.Add(S.Load(x + i), S.Load(r + i)), m), s);
                if (dw != null) S.Store(S.MultiplyAdd(value, normal, S.Load(dw + i)), dw + i);
                if (db != null) S.Store(S.Add(value, S.Load(db + i)), db + i);
                if (Weight != null) value = S.Multiply(value, S.Load(Weight + i));
                sum = S.Add(sum, value);
                product = S.MultiplyAdd(value, normal, product);
            }
            float total = S.Sum(sum), totalProduct = S.Sum(product);
            for (; i < Width; i++)
            {
                float value = g[i], normal = ((r == null ? x[i] : x[i] + r[i]) - mean) * scale;
                if (dw != null) dw[i] += value * normal;
                if (db != null) db[i] += value;
                if (Weight != null) value *= Weight[i];
                total += value;
                totalProduct += value * normal;
            }
            if (Dx != null || Dr != null) Input<S, V>(start, mean, scale, total / Width, totalProduct / Width);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        readonly void Input<S, V>(nint start, float mean, float scale, float a, float b)
            where V : unmanaged
            where S : ISimd<V>
        {
            float* g = G + start, x = X + start, r = R == null ? null : R + start;
            float* dx = Dx == null ? null : Dx + start, dr = Dr == null ? null : Dr + start;
            V m = S.Broadcast(mean), s = S.Broadcast(scale);
            var i = 0;
            for (; i <= Width - S.Width; i += S.Width)
            {
                V gw = S.Load(g + i), normal = S.Multiply(S.Subtract(r == null ? S.Load(x + i) : S.Add(S.Load(x + i), S.Load(r + i)), m), s);
                if (Weight != null) gw = S.Multiply(gw, S.Load(Weight + i));
                var value = S.Multiply(s, S.Subtract(S.Subtract(gw, S.Broadcast(a)), S.Multiply(normal, S.Broadcast(b))));
                if (dx != null) S.Store(AddX ? S.Add(S.Load(dx + i), value) : value, dx + i);
                if (dr != null) S.Store(AddR ? S.Add(S.Load(dr + i), value) : value, dr + i);
            }
            for (; i < Width; i++)
            {
                float gw = Weight != null ? g[i] * Weight[i] : g[i], normal = ((r == null ? x[i] : x[i] + r[i]) - mean) * scale;
                var value = scale * (gw - a - (normal * b));
                if (dx != null) dx[i] = AddX ? dx[i] + value : value;
                if (dr != null) dr[i] = AddR ? dr[i] + value : value;
            }
        }
    }
}
