using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>
/// Multi-head scaled dot-product attention as one op (Vaswani and others, "Attention is all you need", 2017). Queries, keys and
/// values may stand side by side in one tensor, as one product with a joint weight gives them; they are read where they are.
/// </summary>
public static partial class Attention
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
        Attend(Apart(q, k, v), heads, padding, causal, dropout, rng, published: false).Output;

    /// <summary>The same with keys and values side by side: kv, (batch, keys, 2 width), has the keys and then the values.</summary>
    /// <inheritdoc cref="Run(Tensor, Tensor, Tensor, int, bool[], bool, float, Rng)"/>
    public static Tensor Run(
        Tensor q, Tensor kv, int heads, bool[]? padding = null, bool causal = false, float dropout = 0f, Rng? rng = null) =>
        Attend(KeysBesideValues(q, kv), heads, padding, causal, dropout, rng, published: false).Output;

    /// <summary>A sequence attends to itself: qkv, (batch, time, 3 width), has its queries, then the keys, then the values.</summary>
    /// <inheritdoc cref="Run(Tensor, Tensor, Tensor, int, bool[], bool, float, Rng)"/>
    public static Tensor Run(
        Tensor qkv, int heads, bool[]? padding = null, bool causal = false, float dropout = 0f, Rng? rng = null) =>
        Attend(SideBySide(qkv), heads, padding, causal, dropout, rng, published: false).Output;

    /// <summary>What the first Run gives, and the attention weights before dropout, (batch, heads, queries, keys), without gradient.</summary>
    /// <inheritdoc cref="Run(Tensor, Tensor, Tensor, int, bool[], bool, float, Rng)"/>
    public static (Tensor Output, Tensor Weights) RunWithWeights(
        Tensor q, Tensor k, Tensor v, int heads, bool[]? padding = null, bool causal = false, float dropout = 0f, Rng? rng = null) =>
        Attend(Apart(q, k, v), heads, padding, causal, dropout, rng, published: true);

    /// <summary>The same with keys and values side by side.</summary>
    /// <inheritdoc cref="Run(Tensor, Tensor, int, bool[], bool, float, Rng)"/>
    public static (Tensor Output, Tensor Weights) RunWithWeights(
        Tensor q, Tensor kv, int heads, bool[]? padding = null, bool causal = false, float dropout = 0f, Rng? rng = null) =>
        Attend(KeysBesideValues(q, kv), heads, padding, causal, dropout, rng, published: true);

    static (Tensor Output, Tensor Weights) Attend(
        in Inputs inputs, int heads, bool[]? padding, bool causal, float dropout, Rng? rng, bool published)
    {
        Check(inputs, heads, padding);
        Tensor.CheckProbability(dropout, nameof(dropout));
        if (dropout > 0f) ArgumentNullException.ThrowIfNull(rng);
        var (q, k, v) = (inputs.Q, inputs.K, inputs.V);
        ReadOnlySpan<int> dims = [q.Dim(0), heads, q.Dim(1), k.Dim(1)];
        var weights = published ? Tensor.New(dims) : Tensor.Scratch(dims);
        var mask = dropout > 0f ? Tensor.Scratch(dims) : null;
        if (mask is not null) DropoutMask.Fill(mask.Span, dropout, rng!);
        var output = Tensor.Result([q.Dim(0), q.Dim(1), inputs.ValueWidth], q, k, v, weights, mask);
        var call = new Call(inputs, weights, mask, output, padding, heads, causal);
        call.Forward();
        output.Attached = padding;
        output.Save((heads, causal, inputs.Width, inputs.ValueWidth));
        output.Rule = static (y, g) =>
        {
            var (heads, causal, width, valueWidth) = y.Saved<(int, bool, int, int)>();
            var inputs = new Inputs(y.Source(0), y.Source(1), y.Source(2), width, valueWidth);
            new Call(inputs, y.Source(3), y.OptionalSource(4), y, (bool[]?)y.Attached, heads, causal).Backward(g);
        };
        return (output, weights);
    }

    static void Check(in Inputs inputs, int heads, bool[]? padding)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        if (inputs.Width % heads != 0 || inputs.ValueWidth % heads != 0)
            throw new ShapeException($"{heads} heads must divide the width {inputs.Width} and the value width {inputs.ValueWidth}.");
        var (batch, keys) = (inputs.K.Dim(0), inputs.K.Dim(1));
        if (padding is not null && padding.Length != batch * keys)
            throw new ShapeException($"Attention padding needs (batch, keys) = {batch} x {keys} bools; given {padding.Length}.");
    }

    readonly unsafe ref struct Call(Inputs inputs, Tensor weights, Tensor? mask, Tensor output, bool[]? padding, int heads, bool causal)
    {
        public void Forward() => Run(default, default, default, default, false, false, false, backward: false);

        // Where two stand side by side one call finds their gradient's memory, because neither adds to what the other left.
        public void Backward(ReadOnlySpan<float> g)
        {
            bool addQ = false, addK = false, addV = false;
            var dq = inputs.Q.RequiresGrad ? inputs.Q.GradientTarget(out addQ) : default;
            Span<float> dk = dq, dv;
            if (inputs.KeysBesideQueries) addK = addQ;
            else dk = inputs.K.RequiresGrad ? inputs.K.GradientTarget(out addK) : default;
            dv = dk;
            if (inputs.ValuesBesideKeys) addV = addK;
            else dv = inputs.V.RequiresGrad ? inputs.V.GradientTarget(out addV) : default;
            Run(g, dq, dk, dv, addQ, addK, addV, backward: true);
        }

        void Run(
            ReadOnlySpan<float> g, Span<float> dq, Span<float> dk, Span<float> dv, bool addQ, bool addK, bool addV, bool backward)
        {
            int startK = inputs.StartK, startV = inputs.StartV;
            fixed (float* pq = inputs.Q.Values, pk = inputs.K.Values, pv = inputs.V.Values, po = output.Span, pw = weights.Span)
            fixed (float* pm = mask is null ? default : mask.Span, pg = g, pdq = dq, pdk = dk, pdv = dv)
            fixed (bool* pp = padding)
            {
                var head = new AttentionHead
                {
                    Q = pq, K = pk + startK, V = pv + startV, Output = po, Weights = pw, Dropout = pm, Padding = pp, G = pg,
                    Dq = pdq, Dk = pdk == null ? null : pdk + startK, Dv = pdv == null ? null : pdv + startV,
                    LeadQ = inputs.Q.Dim(2), LeadK = inputs.K.Dim(2), LeadV = inputs.V.Dim(2),
                    AddQ = addQ, AddK = addK, AddV = addV, Causal = causal, Heads = heads, Queries = inputs.Q.Dim(1), Keys = inputs.K.Dim(1),
                    Width = inputs.Width, ValueWidth = inputs.ValueWidth,
                };
                if (backward) head.Backward(inputs.Q.Dim(0));
                else head.Forward(inputs.Q.Dim(0));
            }
        }
    }
}
