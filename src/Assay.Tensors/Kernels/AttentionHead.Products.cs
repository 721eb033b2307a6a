using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>Attention of longer sequences: two matrix products forward and four backward for each pair of sample and head.</summary>
unsafe partial struct AttentionHead
{
    internal struct ForwardJob : IVectorJob
    {
        public AttentionHead Call;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            using var arena = Arena.Enter();
            int queries = Call.Queries, keys = Call.Keys, head = Call.HeadWidth, values = Call.HeadValues;
            for (var pair = begin; pair < end; pair++)
            {
                var p = Call.Weights + Call.Matrix(pair);
                Gemm<S, V>.Multiply(
                    Call.Q + Call.Columns(pair, queries, Call.LeadQ, head), Call.LeadQ, false,
                    Call.K + Call.Columns(pair, keys, Call.LeadK, head), Call.LeadK, true, p, keys, queries, keys, head, false);
                for (var query = 0; query < queries; query++) Normalise<S, V>(p + ((nint)query * keys), pair / Call.Heads, query);
                Gemm<S, V>.Multiply(
                    Call.Dropped<S, V>(pair, 1), keys, false, Call.V + Call.Columns(pair, keys, Call.LeadV, values), Call.LeadV, false,
                    Call.Output + Call.Columns(pair, queries, Call.ValueWidth, values), Call.ValueWidth, queries, values, keys, false);
                arena.Rewind();
            }
        }

        readonly void Normalise<S, V>(float* row, int batch, int query)
            where V : unmanaged
            where S : ISimd<V>
        {
            var keys = Call.Causal ? Math.Min(Call.Keys, query + 1) : Call.Keys;
            new Span<float>(row + keys, Call.Keys - keys).Clear();
            SoftmaxRows.Scale<S, V>(row, keys, Call.Scale);
            if (Call.Padding != null)
            {
                var padding = Call.Padding + ((nint)batch * Call.Keys);
                for (var key = 0; key < keys; key++)
                    if (padding[key]) row[key] = float.NegativeInfinity;
            }
            var max = SoftmaxRows.Max<S, V>(row, keys);
            if (float.IsNegativeInfinity(max))
            {
                // Nothing to attend to.
                new Span<float>(row, keys).Clear();
                return;
            }
            SoftmaxRows.Scale<S, V>(row, keys, 1f / SoftmaxRows.Exp<S, V>(row, row, keys, max));
        }
    }

    internal struct BackwardJob : IVectorJob
    {
        public AttentionHead Call;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            using var arena = Arena.Enter();
            for (var pair = begin; pair < end; pair++)
            {
                Pair<S, V>(pair);
                arena.Rewind();
            }
        }

        readonly void Pair<S, V>(int pair)
            where V : unmanaged
            where S : ISimd<V>
        {
            int queries = Call.Queries, keys = Call.Keys, head = Call.HeadWidth, values = Call.HeadValues;
            int leadQ = Call.LeadQ, leadK = Call.LeadK, leadV = Call.LeadV, leadG = Call.ValueWidth;
            nint ofQueries = Call.Columns(pair, queries, leadQ, head), ofKeys = Call.Columns(pair, keys, leadK, head);
            var ofValues = Call.Columns(pair, keys, leadV, values);
            var g = Call.G + Call.Columns(pair, queries, leadG, values);
            if (Call.Dq != null || Call.Dk != null)
            {
                var ds = Room(queries * keys);
                Gemm<S, V>.Multiply(g, leadG, false, Call.V + ofValues, leadV, true, ds, keys, queries, keys, values, false);
                if (Call.Dropout != null) Call.Times<S, V>(ds, Call.Dropout + Call.Matrix(pair), ds, 1);
                ScoreGradient<S, V>(ds, Call.Weights + Call.Matrix(pair), queries, keys, Call.Scale);
                if (Call.Dq != null)
                    Gemm<S, V>.Multiply(ds, keys, false, Call.K + ofKeys, leadK, false, Call.Dq + ofQueries, leadQ, queries, head, keys, Call.AddQ);
                if (Call.Dk != null)
                    Gemm<S, V>.Multiply(ds, keys, true, Call.Q + ofQueries, leadQ, false, Call.Dk + ofKeys, leadK, keys, head, queries, Call.AddK);
            }
            if (Call.Dv != null)
            {
                Gemm<S, V>.Multiply(
                    Call.Dropped<S, V>(pair, 1), keys, true, g, leadG, false, Call.Dv + ofValues, leadV, keys, values, queries, Call.AddV);
            }
        }
    }
}
