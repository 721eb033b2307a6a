namespace Assay.Tensors.Kernels;

/// <summary>
/// Scaled dot-product attention (Vaswani and others, "Attention is all you need", 2017). Queries, keys and values are columns of
/// rows that may hold more than them, (batch, time, lead), and a head is some of these columns: all are read in place.
/// Long sequences go through matrix products (<see cref="ForwardJob"/>), short ones directly (<see cref="DirectForwardJob"/>).
/// </summary>
unsafe partial struct AttentionHead
{
    // Up to so many pairs of query and key that sees it, packing costs more than the faster product saves.
    const int MostDirectPairs = 256;

    /// <summary>The first query, key and value, and what the forward pass writes or the backward pass reads.</summary>
    public float* Q, K, V, Output, Weights;

    /// <summary>Floats from one row of queries, keys or values to the next.</summary>
    public int LeadQ, LeadK, LeadV;

    /// <summary>Dropout factors of the weights (batch, heads, queries, keys), or null.</summary>
    public float* Dropout;

    /// <summary>1 for a key to be left out, (batch, keys), or null.</summary>
    public bool* Padding;

    /// <summary>Gradients: of the output, and where those of the inputs go, laid out as these are, or null where none is wanted.</summary>
    public float* G, Dq, Dk, Dv;

    public bool AddQ, AddK, AddV, Causal;

    /// <summary>Sizes; the width is that of queries and keys over all heads.</summary>
    public int Heads, Queries, Keys, Width, ValueWidth;

    readonly int HeadWidth => Width / Heads;

    readonly int HeadValues => ValueWidth / Heads;

    readonly float Scale => 1f / MathF.Sqrt(HeadWidth);

    public readonly void Forward(int batch)
    {
        if (IsShort) Start(new DirectForwardJob { Call = this }, batch, Heads);
        else Start(new ForwardJob { Call = this }, batch * Heads, 1);
    }

    public readonly void Backward(int batch)
    {
        if (IsShort) Start(new DirectBackwardJob { Call = this }, batch, Heads);
        else Start(new BackwardJob { Call = this }, batch * Heads, 1);
    }

    readonly bool IsShort => (long)Queries * Keys <= (Causal ? 2 * MostDirectPairs : MostDirectPairs);

    readonly void Start<T>(T job, int count, int heads)
        where T : struct, IVectorJob
    {
        var work = Math.Max(1L, (long)heads * Queries * Keys * (HeadWidth + HeadValues));
        VectorJob.For(ref job, count, (int)Math.Clamp((1 << 17) / work, 1, Math.Max(1, count)));
    }

    readonly nint Columns(int pair, int time, int lead, int headWidth) => ((nint)(pair / Heads) * time * lead) + (pair % Heads * headWidth);

    readonly nint Matrix(int pair) => (nint)pair * Queries * Keys;

    // The weights of a pair, or of several from it on, as the values see them; in the entered arena if dropout changes them.
    readonly float* Dropped<S, V>(int pair, int pairs)
        where V : unmanaged
        where S : ISimd<V>
    {
        var p = Weights + Matrix(pair);
        if (Dropout == null) return p;
        var room = Room(pairs * Queries * Keys);
        Times<S, V>(p, Dropout + Matrix(pair), room, pairs);
        return room;
    }

    readonly void Times<S, V>(float* a, float* b, float* target, int pairs)
        where V : unmanaged
        where S : ISimd<V> =>
        new Elementwise.BinaryJob<Product> { A = a, B = b, Target = target }.Run<S, V>(0, pairs * Queries * Keys);

    // Memory of the entered arena, which is pinned and outlives the pair.
    static float* Room(int count)
    {
        fixed (float* room = Tensor.Scratch(count).Span) return room;
    }

    // Gradients of weights p become those of the scores before scaling, in place: scale p (dp - sum(dp p)) for each row.
    static void ScoreGradient<S, V>(float* dp, float* p, int rows, int keys, float scale)
        where V : unmanaged
        where S : ISimd<V>
    {
        for (; rows > 0; rows--, dp += keys, p += keys)
        {
            var sum = Gemm<S, V>.Dot(dp, p, keys);
            var i = 0;
            for (; i <= keys - S.Width; i += S.Width)
            {
                var value = S.Multiply(S.Load(p + i), S.Subtract(S.Load(dp + i), S.Broadcast(sum)));
                S.Store(S.Multiply(S.Broadcast(scale), value), dp + i);
            }
            for (; i < keys; i++) dp[i] = scale * (p[i] * (dp[i] - sum));
        }
    }
}
