using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Scaled dot-product attention (Vaswani and others, "Attention is all you need", 2017), one (batch, head) pair at a time.
/// A head is a range of columns of (batch, time, width) and is read in place through the leading dimension.
/// </summary>
unsafe struct AttentionHead
{
    /// <summary>Inputs (batch, time, width), and what the forward pass writes or the backward pass reads.</summary>
    public float* Q, K, V, Output, Weights;

    /// <summary>Dropout factors of the weights (batch, heads, queries, keys), or null.</summary>
    public float* Dropout;

    /// <summary>1 for a key to be left out, (batch, keys), or null.</summary>
    public bool* Padding;

    /// <summary>Gradients: of the output, and where those of the inputs go, or null where none is wanted.</summary>
    public float* G, Dq, Dk, Dv;

    public bool AddQ, AddK, AddV, Causal;
    public int Heads, Queries, Keys, Width, ValueWidth;

    readonly int HeadWidth => Width / Heads;

    readonly int HeadValues => ValueWidth / Heads;

    readonly float Scale => 1f / MathF.Sqrt(HeadWidth);

    public readonly void Forward(int batch) => Start(new ForwardJob { Call = this }, batch);

    public readonly void Backward(int batch) => Start(new BackwardJob { Call = this }, batch);

    readonly void Start<T>(T job, int batch)
        where T : struct, IVectorJob
    {
        var work = Math.Max(1L, (long)Queries * Keys * (HeadWidth + HeadValues));
        VectorJob.For(ref job, batch * Heads, (int)Math.Clamp((1 << 17) / work, 1, Math.Max(1, batch * Heads)));
    }

    readonly nint Columns(int pair, int time, int width) => ((nint)(pair / Heads) * time * width) + (pair % Heads * (width / Heads));

    readonly nint Matrix(int pair) => (nint)pair * Queries * Keys;

    // The weights of a pair as the values see them, in the entered arena if dropout changes them.
    readonly float* Dropped<S, V>(int pair)
        where V : unmanaged
        where S : ISimd<V>
    {
        var p = Weights + Matrix(pair);
        if (Dropout == null) return p;
        var room = Room(Queries * Keys);
        Times<S, V>(p, Dropout + Matrix(pair), room);
        return room;
    }

    readonly void Times<S, V>(float* a, float* b, float* target)
        where V : unmanaged
        where S : ISimd<V> =>
        new Elementwise.BinaryJob<Product> { A = a, B = b, Target = target }.Run<S, V>(0, Queries * Keys);

    // Memory of the entered arena, which is pinned and outlives the pair.
    static float* Room(int count)
    {
        fixed (float* room = Tensor.Scratch(count).Span) return room;
    }

    internal struct ForwardJob : IVectorJob
    {
        public AttentionHead Call;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            using var arena = Arena.Enter();
            int queries = Call.Queries, keys = Call.Keys, width = Call.Width, values = Call.ValueWidth;
            for (var pair = begin; pair < end; pair++)
            {
                var p = Call.Weights + Call.Matrix(pair);
                Gemm<S, V>.Multiply(
                    Call.Q + Call.Columns(pair, queries, width), width, false, Call.K + Call.Columns(pair, keys, width), width, true,
                    p, keys, queries, keys, Call.HeadWidth, false);
                for (var query = 0; query < queries; query++) Normalise<S, V>(p + ((nint)query * keys), pair / Call.Heads, query);
                Gemm<S, V>.Multiply(
                    Call.Dropped<S, V>(pair), keys, false, Call.V + Call.Columns(pair, keys, values), values, false,
                    Call.Output + Call.Columns(pair, queries, values), values, queries, Call.HeadValues, keys, false);
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
            int queries = Call.Queries, keys = Call.Keys, width = Call.Width, values = Call.ValueWidth, head = Call.HeadWidth;
            nint ofQueries = Call.Columns(pair, queries, width), ofKeys = Call.Columns(pair, keys, width);
            var ofValues = Call.Columns(pair, keys, values);
            var g = Call.G + Call.Columns(pair, queries, values);
            if (Call.Dq != null || Call.Dk != null)
            {
                var ds = Room(queries * keys);
                Gemm<S, V>.Multiply(g, values, false, Call.V + ofValues, values, true, ds, keys, queries, keys, Call.HeadValues, false);
                if (Call.Dropout != null) Call.Times<S, V>(ds, Call.Dropout + Call.Matrix(pair), ds);
                var softmax = new SoftmaxRows.BackwardJob { G = ds, Y = Call.Weights + Call.Matrix(pair), Dx = ds, Width = keys };
                softmax.Run<S, V>(0, queries);
                SoftmaxRows.Scale<S, V>(ds, queries * keys, Call.Scale);
                if (Call.Dq != null)
                    Gemm<S, V>.Multiply(ds, keys, false, Call.K + ofKeys, width, false, Call.Dq + ofQueries, width, queries, head, keys, Call.AddQ);
                if (Call.Dk != null)
                    Gemm<S, V>.Multiply(ds, keys, true, Call.Q + ofQueries, width, false, Call.Dk + ofKeys, width, keys, head, queries, Call.AddK);
            }
            if (Call.Dv != null)
                Gemm<S, V>.Multiply(Call.Dropped<S, V>(pair), keys, true, g, values, false, Call.Dv + ofValues, values, keys, Call.HeadValues, queries, Call.AddV);
        }
    }
}
