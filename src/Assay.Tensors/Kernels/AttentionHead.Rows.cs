using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

// What direct attention does to rows, all heads of a row at a time.
unsafe partial struct AttentionHead
{
    // Softmax of all rows of a sample; those with nothing to attend to become 0.
    readonly void Normalise<S, V>(float* p)
        where V : unmanaged
        where S : ISimd<V>
    {
        var rows = Heads * Queries;
        float* largest = Room(rows), sums = Room(rows);
        SoftmaxRows.Rows<S, V>(p, p, rows, Keys, largest, sums);
        for (var row = 0; row < rows; row++)
            if (float.IsNegativeInfinity(largest[row])) new Span<float>(p + ((nint)row * Keys), Keys).Clear();
    }

    // target[head] = scale a . b over the columns of each head.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Dots<S, V>(float* a, float* b, int width, float* target, int heads, nint step, float scale)
        where V : unmanaged
        where S : ISimd<V>
    {
        for (; heads > 0; heads--, a += width, b += width, target += step) *target = scale * Gemm<S, V>.Dot(a, b, width);
    }

    // target (+)= sum over count rows b of factor b, for the columns of each head with the head's own factors, a step apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Combine<S, V>(float* factors, nint step, float* b, nint lead, int count, int width, float* target, bool add)
        where V : unmanaged
        where S : ISimd<V>
    {
        for (var head = 0; head < Heads; head++, factors += Queries * Keys, b += width, target += width)
        {
            var i = 0;
            for (; i <= width - (4 * S.Width); i += 4 * S.Width)
            {
                float* row = b + i, factor = factors, t = target + i;
                V s0 = S.Zero, s1 = S.Zero, s2 = S.Zero, s3 = S.Zero;
                if (add) (s0, s1, s2, s3) = (S.Load(t), S.Load(t + S.Width), S.Load(t + (2 * S.Width)), S.Load(t + (3 * S.Width)));
                for (var rest = count; rest > 0; rest--, row += lead, factor += step)
                {
                    var f = S.Broadcast(*factor);
                    s0 = S.MultiplyAdd(f, S.Load(row), s0);
                    s1 = S.MultiplyAdd(f, S.Load(row + S.Width), s1);
                    s2 = S.MultiplyAdd(f, S.Load(row + (2 * S.Width)), s2);
                    s3 = S.MultiplyAdd(f, S.Load(row + (3 * S.Width)), s3);
                }
                S.Store(s0, t);
                S.Store(s1, t + S.Width);
                S.Store(s2, t + (2 * S.Width));
                S.Store(s3, t + (3 * S.Width));
            }
            for (; i <= width - S.Width; i += S.Width)
            {
                float* row = b + i, factor = factors;
                var sum = add ? S.Load(target + i) : S.Zero;
                for (var rest = count; rest > 0; rest--, row += lead, factor += step) sum = S.MultiplyAdd(S.Broadcast(*factor), S.Load(row), sum);
                S.Store(sum, target + i);
            }
            for (; i < width; i++)
            {
                float* row = b + i, factor = factors;
                var sum = add ? target[i] : 0f;
                for (var rest = count; rest > 0; rest--, row += lead, factor += step) sum += *factor * *row;
                target[i] = sum;
            }
        }
    }

    static void Fill(float* target, int heads, nint step, float value)
    {
        for (; heads > 0; heads--, target += step) *target = value;
    }
}
