using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Attention of short sequences, or of one query to a longer one: all heads of a sample together, a pair of query and key at a
/// time for the weights, and sums of whole rows for the rest. Nothing is packed.
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
                // The values' last: where the three inputs are one tensor, each adds to what the one before it wrote.
                if (Call.Dq != null || Call.Dk != null) Call.QueryAndKeyGradients<S, V>(sample);
                if (Call.Dv != null) Call.ValueGradient<S, V>(sample);
                arena.Rewind();
            }
        }
    }

    readonly bool Sees(int sample, int query, int key) =>
        (!Causal || key <= query) && (Padding == null || !Padding[((nint)sample * Keys) + key]);

    readonly int SeenBy(int query) => Causal ? Math.Min(Keys, query + 1) : Keys;

    readonly int FirstToSee(int key) => Causal ? Math.Min(Queries, key) : 0;

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
        Normalise<S, V>(p);
    }

    readonly void WriteOutput<S, V>(int sample)
        where V : unmanaged
        where S : ISimd<V>
    {
        var p = Dropped<S, V>(sample * Heads, Heads);
        var v = this.V + Row(sample, Keys, 0, LeadV);
        for (var query = 0; query < Queries; query++)
            Combine<S, V>(p + Pair(query, 0), 1, v, LeadV, SeenBy(query), HeadValues, Output + Row(sample, Queries, query, ValueWidth), false);
    }

    readonly void QueryAndKeyGradients<S, V>(int sample)
        where V : unmanaged
        where S : ISimd<V>
    {
        var ds = ScoreGradients<S, V>(sample);
        nint ofQueries = Row(sample, Queries, 0, LeadQ), ofKeys = Row(sample, Keys, 0, LeadK);
        for (var query = 0; query < Queries && Dq != null; query++)
            Combine<S, V>(ds + Pair(query, 0), 1, K + ofKeys, LeadK, SeenBy(query), HeadWidth, Dq + ofQueries + ((nint)query * LeadQ), AddQ);
        for (var key = 0; key < Keys && Dk != null; key++)
        {
            var first = FirstToSee(key);
            Combine<S, V>(ds + Pair(first, key), Keys, Q + ofQueries + ((nint)first * LeadQ), LeadQ, Queries - first, HeadWidth, Dk + ofKeys + ((nint)key * LeadK), AddK);
        }
    }

    // 0 for pairs that are left out.
    readonly float* ScoreGradients<S, V>(int sample)
        where V : unmanaged
        where S : ISimd<V>
    {
        var (heads, matrix, first) = (Heads, Queries * Keys, Matrix(sample * Heads));
        var ds = Room(heads * matrix);
        for (var key = 0; key < Keys; key++)
        {
            var v = this.V + Row(sample, Keys, key, LeadV);
            for (var query = 0; query < Queries; query++)
            {
                var at = ds + Pair(query, key);
                if (Sees(sample, query, key)) Dots<S, V>(G + Row(sample, Queries, query, ValueWidth), v, HeadValues, at, heads, matrix, 1f);
                else Fill(at, heads, matrix, 0f);
            }
        }
        if (Dropout != null) Times<S, V>(ds, Dropout + first, ds, heads);
        ScoreGradient<S, V>(ds, Weights + first, heads * Queries, Keys, Scale);
        return ds;
    }

    readonly void ValueGradient<S, V>(int sample)
        where V : unmanaged
        where S : ISimd<V>
    {
        var p = Dropped<S, V>(sample * Heads, Heads);
        nint g = Row(sample, Queries, 0, ValueWidth), ofKeys = Row(sample, Keys, 0, LeadV);
        for (var key = 0; key < Keys; key++)
        {
            var first = FirstToSee(key);
            Combine<S, V>(p + Pair(first, key), Keys, G + g + ((nint)first * ValueWidth), ValueWidth, Queries - first, HeadValues, Dv + ofKeys + ((nint)key * LeadV), AddV);
        }
    }
}
