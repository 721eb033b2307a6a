using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>Multi-head scaled dot-product attention as one op (Vaswani and others, "Attention is all you need", 2017).</summary>
public static class Attention
{
    /// <summary>
    /// softmax(Q K^T / sqrt(head width)) V for each head, heads side by side in the width; gives (batch, queries, value width).
    /// A query that may attend to no key gets zeros.
    /// </summary>
    /// <param name="q">(batch, queries, width).</param>
    /// <param name="k">(batch, keys, width).</param>
    /// <param name="v">(batch, keys, value width).</param>
    /// <param name="heads">How many; divides both widths.</param>
    /// <param name="padding">(batch, keys), true for a key to be left out; must stay as it is until Backward.</param>
    /// <param name="causal">Query i attends to keys 0..i only.</param>
    /// <param name="dropout">The probability with which a weight is set to 0, the others growing by 1 / (1 - dropout).</param>
    /// <param name="rng">Where dropout draws from; needed if it is above 0.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other, the heads or the padding.</exception>
    public static Tensor Run(
        Tensor q, Tensor k, Tensor v, int heads, bool[]? padding = null, bool causal = false, float dropout = 0f, Rng? rng = null) =>
        Attend(q, k, v, heads, padding, causal, dropout, rng, published: false).Output;

    /// <summary>The same, and the attention weights before dropout, (batch, heads, queries, keys), without gradient.</summary>
    public static (Tensor Output, Tensor Weights) RunWithWeights(
        Tensor q, Tensor k, Tensor v, int heads, bool[]? padding = null, bool causal = false, float dropout = 0f, Rng? rng = null) =>
        Attend(q, k, v, heads, padding, causal, dropout, rng, published: true);

    static (Tensor Output, Tensor Weights) Attend(
        Tensor q, Tensor k, Tensor v, int heads, bool[]? padding, bool causal, float dropout, Rng? rng, bool published)
    {
        Check(q, k, v, heads, padding);
        Tensor.CheckProbability(dropout, nameof(dropout));
        if (dropout > 0f) ArgumentNullException.ThrowIfNull(rng);
        ReadOnlySpan<int> dims = [q.Dim(0), heads, q.Dim(1), k.Dim(1)];
        var weights = published ? Tensor.New(dims) : Tensor.Scratch(dims);
        var mask = dropout > 0f ? Tensor.Scratch(dims) : null;
        if (mask is not null) DropoutMask.Fill(mask.Span, dropout, rng!);
        var output = Tensor.Result([q.Dim(0), q.Dim(1), v.Dim(2)], q, k, v, weights, mask);
        var call = new Call(q, k, v, weights, mask, output, padding, heads, causal);
        call.Forward();
        output.Attached = padding;
        output.Save((heads, causal));
        output.Rule = static (y, g) =>
        {
            var (heads, causal) = y.Saved<(int, bool)>();
            new Call(y.Source(0), y.Source(1), y.Source(2), y.Source(3), y.OptionalSource(4), y, (bool[]?)y.Attached, heads, causal).Backward(g);
        };
        return (output, weights);
    }

    readonly unsafe ref struct Call(
        Tensor q, Tensor k, Tensor v, Tensor weights, Tensor? mask, Tensor output, bool[]? padding, int heads, bool causal)
    {
        public void Forward() => Run(default, default, default, default, false, false, false, backward: false);

        public void Backward(ReadOnlySpan<float> g)
        {
            bool addQ = false, addK = false, addV = false;
            var dq = q.RequiresGrad ? q.GradientTarget(out addQ) : default;
            var dk = k.RequiresGrad ? k.GradientTarget(out addK) : default;
            var dv = v.RequiresGrad ? v.GradientTarget(out addV) : default;
            Run(g, dq, dk, dv, addQ, addK, addV, backward: true);
        }

        void Run(
            ReadOnlySpan<float> g, Span<float> dq, Span<float> dk, Span<float> dv, bool addQ, bool addK, bool addV, bool backward)
        {
            fixed (float* pq = q.Span, pk = k.Span, pv = v.Span, po = output.Span, pw = weights.Span)
            fixed (float* pm = mask is null ? default : mask.Span, pg = g, pdq = dq, pdk = dk, pdv = dv)
            fixed (bool* pp = padding)
            {
                var head = new AttentionHead
                {
                    Q = pq, K = pk, V = pv, Output = po, Weights = pw, Dropout = pm, Padding = pp, G = pg, Dq = pdq, Dk = pdk, Dv = pdv,
                    AddQ = addQ, AddK = addK, AddV = addV, Causal = causal, Heads = heads, Queries = q.Dim(1), Keys = k.Dim(1),
                    Width = q.Dim(2), ValueWidth = v.Dim(2),
                };
                if (backward) head.Backward(q.Dim(0));
                else head.Forward(q.Dim(0));
            }
        }
    }

    static void Check(Tensor q, Tensor k, Tensor v, int heads, bool[]? padding)
    {
        ArgumentNullException.ThrowIfNull(q);
        ArgumentNullException.ThrowIfNull(k);
        ArgumentNullException.ThrowIfNull(v);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        if (q.Rank != 3 || k.Rank != 3 || v.Rank != 3 || k.Dim(0) != q.Dim(0) || v.Dim(0) != q.Dim(0) || k.Dim(2) != q.Dim(2) || v.Dim(1) != k.Dim(1))
        {
            throw new ShapeException(
                "Attention needs q (batch, queries, width), k (batch, keys, width) and v (batch, keys, value width); given " +
                $"{ShapeException.Text(q.Dims)}, {ShapeException.Text(k.Dims)} and {ShapeException.Text(v.Dims)}.");
        }
        if (q.Dim(2) % heads != 0 || v.Dim(2) % heads != 0)
            throw new ShapeException($"{heads} heads must divide the width {q.Dim(2)} and the value width {v.Dim(2)}.");
        if (padding is not null && padding.Length != q.Dim(0) * k.Dim(1))
            throw new ShapeException($"Attention padding needs (batch, keys) = {q.Dim(0)} x {k.Dim(1)} bools; given {padding.Length}.");
    }
}
