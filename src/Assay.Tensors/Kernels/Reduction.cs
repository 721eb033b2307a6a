using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Sums over the middle axis of (outer, count, inner). Long sums are cut into blocks of a fixed size, whose sums are added
/// in order, so that neither the number of threads nor the instruction set's tail changes which numbers meet.
/// </summary>
static unsafe partial class Reduction
{
    const int Block = 4096;
    const int Grain = 1 << 15;

    /// <summary>target[o, i] (+)= scale * sum over k of a[o, k, i].</summary>
    public static void Sum(ReadOnlySpan<float> a, Span<float> target, int outer, int count, int inner, float scale = 1f, bool add = false)
    {
        fixed (float* pa = a, pt = target)
        {
            if (inner == 1 && count > Block)
            {
                SumBlocks(pa, pt, outer, count, scale, add);
            }
            else if (inner == 1)
            {
                var job = new RowJob { A = pa, Target = pt, Rows = outer, Count = count, Block = count, Blocks = 1, Scale = scale, Add = add };
                VectorJob.For(ref job, outer, Math.Max(1, Grain / Math.Max(1, count)));
            }
            else
            {
                SumColumns(pa, pt, outer, count, inner, scale, add);
            }
        }
    }

    /// <summary>The gradient of a sum: target[o, k, i] (+)= scale * g[o, i].</summary>
    public static void Spread(ReadOnlySpan<float> g, Span<float> target, int outer, int count, int inner, float scale, bool add)
    {
        fixed (float* pg = g, pt = target)
        {
            var job = new SpreadJob { G = pg, Target = pt, Count = count, Inner = inner, Scale = scale, Add = add };
            var line = inner == 1 ? count : inner;
            VectorJob.For(ref job, inner == 1 ? outer : outer * count, Math.Max(1, Grain / Math.Max(1, line)));
        }
    }

    static void SumBlocks(float* a, float* target, int outer, int count, float scale, bool add)
    {
        var blocks = (count + Block - 1) / Block;
        var sums = Tensor.Scratch(outer * blocks).Span;
        fixed (float* partial = sums)
        {
            var job = new RowJob { A = a, Target = partial, Rows = outer, Count = count, Block = Block, Blocks = blocks, Scale = 1f };
            VectorJob.For(ref job, outer * blocks, Grain / Block);
        }
        for (var row = 0; row < outer; row++)
        {
            var sum = 0.0;
            foreach (var part in sums.Slice(row * blocks, blocks)) sum += part;
            var value = (float)(sum * scale);
            target[row] = add ? target[row] + value : value;
        }
    }

    /// <summary>Sum of contiguous floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<S, V>(float* a, int count)
        where V : unmanaged
        where S : ISimd<V>
    {
        var i = 0;
        if (count < S.Width)
        {
            var sum = 0f;
            for (; i < count; i++) sum += a[i];
            return sum;
        }
        V s0 = S.Zero, s1 = S.Zero, s2 = S.Zero, s3 = S.Zero;
        for (; i <= count - (4 * S.Width); i += 4 * S.Width)
        {
            s0 = S.Add(s0, S.Load(a + i));
            s1 = S.Add(s1, S.Load(a + i + S.Width));
            s2 = S.Add(s2, S.Load(a + i + (2 * S.Width)));
            s3 = S.Add(s3, S.Load(a + i + (3 * S.Width)));
        }
        for (; i <= count - S.Width; i += S.Width) s0 = S.Add(s0, S.Load(a + i));
        if (i < count) s1 = S.Add(s1, Lanes<S, V>.Load(a + i, count - i));
        return S.Sum(S.Add(S.Add(s0, s1), S.Add(s2, s3)));
    }

    internal struct RowJob : IVectorJob
    {
        public float* A, Target;
        public int Rows, Count, Block, Blocks;
        public float Scale;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var i = begin; i < end; i++)
            {
                int row = i / Blocks, start = i % Blocks * Block;
                var value = Scale * Sum<S, V>(A + ((nint)row * Count) + start, Math.Min(Block, Count - start));
                Target[i] = Add ? Target[i] + value : value;
            }
        }
    }

    // Lines of the target: along the axis where nothing is inside it, otherwise one line for each position on the axis.
    internal struct SpreadJob : IVectorJob
    {
        public float* G, Target;
        public int Count, Inner;
        public float Scale;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            var width = Inner == 1 ? Count : Inner;
            for (var line = begin; line < end; line++)
            {
                var g = Inner == 1 ? G + line : G + ((nint)(line / Count) * Inner);
                var target = Target + ((nint)line * width);
                if (Inner == 1) Fill<S, V>(target, width, Scale * *g);
                else Scaled<S, V>(g, target, width);
            }
        }

        readonly void Fill<S, V>(float* target, int count, float value)
            where V : unmanaged
            where S : ISimd<V>
        {
            var i = 0;
            for (; i <= count - S.Width; i += S.Width)
                S.Store(Add ? S.Add(S.Load(target + i), S.Broadcast(value)) : S.Broadcast(value), target + i);
            for (; i < count; i++) target[i] = Add ? target[i] + value : value;
        }

        readonly void Scaled<S, V>(float* g, float* target, int count)
            where V : unmanaged
            where S : ISimd<V>
        {
            var i = 0;
            for (; i <= count - S.Width; i += S.Width)
            {
                var value = S.Multiply(S.Broadcast(Scale), S.Load(g + i));
                S.Store(Add ? S.Add(S.Load(target + i), value) : value, target + i);
            }
            for (; i < count; i++) target[i] = Add ? target[i] + (Scale * g[i]) : Scale * g[i];
        }
    }
}
