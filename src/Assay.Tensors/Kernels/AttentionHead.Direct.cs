using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Attention of short sequences, or of one query to a longer one: all heads of a sample together, a pair of query and key at a
/// time, as dot products and multiples of whole rows. Rows pass in the order of memory and nothing is packed.
/// </summary>
unsafe partial struct AttentionHead
{
    internal struct DirectForwardJob : IVectorJob
    {
        public AttentionHead Call;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            using var arena = Arena.Enter();
            for (var sample = begin; sample < end; sample++)
            {
                Call.WriteWeights<S, V>(sample);
                Call.WriteOutput<S, V>(sample);
                arena.Rewind();
            }
        }
    }

    internal struct DirectBackwardJob : IVectorJob
    {
        public AttentionHead Call;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            using var arena = Arena.Enter();
            for (var sample = begin; sample < end; sample++)
            {
                Call.Clear(sample);
                var ds = Room(Call.Heads * Call.Queries * Call.Keys);
                Call.ValueGradient<S, V>(sample, ds);
                if (Call.Dq != null || Call.Dk != null) Call.InputGradients<S, V>(sample, ds);
                arena.Rewind();
            }
        }
    }

    readonly bool Sees(int sample, int query, int key) =>
        (!Causal || key <= query) && (Padding == null || !Padding[((nint)sample * Keys) + key]);

    // Of the first head; that of the next is a matrix further on.
    readonly int Pair(int query, int key) => (query * Keys) + key;

    readonly nint Row(int sample, int time, int index, int lead) => (((nint)sample * time) + index) * lead;

    readonly void WriteWeights<S, V>(int sample)
        where V : unmanaged
        where S : ISimd<V>
    {
        var p = Weights + Matrix(sample * Heads);
        var (heads, matrix, scale) = (Heads, Queries * Keys, Scale);
        for (var key = 0; key < Keys; key++)
        {
            var k = K + Row(sample, Keys, key, LeadK);
            for (var query = 0; query < Queries; query++)
            {
                var at = p + Pair(query, key);
                if (Sees(sample, query, key)) Dots<S, V>(Q + Row(sample, Queries, query, LeadQ), k, HeadWidth, at, heads, matrix, scale);
                else Fill(at, heads, matrix, float.NegativeInfinity);
            }
        }
        Normalise<S, V>(p, heads * Queries, Keys);
    }

    // Softmax of all rows, the exponential in one pass over them; rows with nothing to attend to become 0.
    static void Normalise<S, V>(float* p, int rows, int keys)
        where V : unmanaged
        where S : ISimd<V>
    {
        for (var row = 0; row < rows; row++)
        {
            var line = p + ((nint)row * keys);
            var max = SoftmaxRows.Max<S, V>(line, keys);
            if (!float.IsNegativeInfinity(max)) SoftmaxRows.Shift<S, V>(line, line, keys, -max);
        }
        SoftmaxRows.Exp<S, V>(p, p, rows * keys, 0f);
        for (var row = 0; row < rows; row++)
        {
            var line = p + ((nint)row * keys);
            var sum = Reduction.Sum<S, V>(line, keys);
            if (sum != 0f) SoftmaxRows.Scale<S, V>(line, keys, 1f / sum);
        }
    }

    readonly void WriteOutput<S, V>(int sample)
        where V : unmanaged
        where S : ISimd<V>
    {
        var output = Output + Row(sample, Queries, 0, ValueWidth);
        new Span<float>(output, Queries * ValueWidth).Clear();
        var p = Dropped<S, V>(sample * Heads, Heads);
        for (var key = 0; key < Keys; key++)
        {
            var v = this.V + Row(sample, Keys, key, LeadV);
            for (var query = 0; query < Queries; query++)
                if (Sees(sample, query, key)) AddRows<S, V>(p + Pair(query, key), v, HeadValues, output + (query * ValueWidth), Heads, Queries * Keys);
        }
    }

    // What is not to be added to starts at 0.
    readonly void Clear(int sample)
    {
        if (Dq != null && !AddQ) Clear(Dq + Row(sample, Queries, 0, LeadQ), Queries, LeadQ, Width);
        if (Dk != null && !AddK) Clear(Dk + Row(sample, Keys, 0, LeadK), Keys, LeadK, Width);
        if (Dv != null && !AddV) Clear(Dv + Row(sample, Keys, 0, LeadV), Keys, LeadV, ValueWidth);
    }

    // Adds to that of the values, and writes that of the weights, 0 for pairs that are left out.
    readonly void ValueGradient<S, V>(int sample, float* dp)
        where V : unmanaged
        where S : ISimd<V>
    {
        var (heads, matrix) = (Heads, Queries * Keys);
        var p = Dv == null ? null : Dropped<S, V>(sample * heads, heads);
        for (var key = 0; key < Keys; key++)
        {
            var row = Row(sample, Keys, key, LeadV);
            for (var query = 0; query < Queries; query++)
            {
                var at = Pair(query, key);
                if (!Sees(sample, query, key))
                {
                    Fill(dp + at, heads, matrix, 0f);
                    continue;
                }
                var g = G + Row(sample, Queries, query, ValueWidth);
                Dots<S, V>(g, this.V + row, HeadValues, dp + at, heads, matrix, 1f);
                if (Dv != null) AddRows<S, V>(p + at, g, HeadValues, Dv + row, heads, matrix);
            }
        }
    }

    readonly void InputGradients<S, V>(int sample, float* ds)
        where V : unmanaged
        where S : ISimd<V>
    {
        var (heads, matrix, first) = (Heads, Queries * Keys, Matrix(sample * Heads));
        if (Dropout != null) Times<S, V>(ds, Dropout + first, ds, heads);
        ScoreGradient<S, V>(ds, Weights + first, heads * Queries, Keys, Scale);
        for (var key = 0; key < Keys; key++)
        {
            var ofKey = Row(sample, Keys, key, LeadK);
            for (var query = 0; query < Queries; query++)
            {
                if (!Sees(sample, query, key)) continue;
                var ofQuery = Row(sample, Queries, query, LeadQ);
                var at = ds + Pair(query, key);
                if (Dq != null) AddRows<S, V>(at, K + ofKey, HeadWidth, Dq + ofQuery, heads, matrix);
                if (Dk != null) AddRows<S, V>(at, Q + ofQuery, HeadWidth, Dk + ofKey, heads, matrix);
            }
        }
    }

    // target[head] = scale a . b over the columns of each head.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Dots<S, V>(float* a, float* b, int width, float* target, int heads, nint step, float scale)
        where V : unmanaged
        where S : ISimd<V>
    {
        for (; heads > 0; heads--, a += width, b += width, target += step) *target = scale * Gemm<S, V>.Dot(a, b, width);
    }

    // c += factor[head] b over the columns of each head.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddRows<S, V>(float* factor, float* b, int width, float* c, int heads, nint step)
        where V : unmanaged
        where S : ISimd<V>
    {
        for (; heads > 0; heads--, b += width, c += width, factor += step)
        {
            var f = S.Broadcast(*factor);
            var i = 0;
            for (; i <= width - S.Width; i += S.Width) S.Store(S.MultiplyAdd(f, S.Load(b + i), S.Load(c + i)), c + i);
            for (; i < width; i++) c[i] += *factor * b[i];
        }
    }

    static void Fill(float* target, int heads, nint step, float value)
    {
        for (; heads > 0; heads--, target += step) *target = value;
    }

    static void Clear(float* rows, int count, int lead, int width)
    {
        for (; count > 0; count--, rows += lead) new Span<float>(rows, width).Clear();
    }
}
