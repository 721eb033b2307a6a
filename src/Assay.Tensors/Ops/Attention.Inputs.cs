namespace Assay.Tensors;

// The three layouts of queries, keys and values.
public static partial class Attention
{
    static Inputs Apart(Tensor q, Tensor k, Tensor v)
    {
        ArgumentNullException.ThrowIfNull(q);
        ArgumentNullException.ThrowIfNull(k);
        ArgumentNullException.ThrowIfNull(v);
        if (q.Rank != 3 || k.Rank != 3 || v.Rank != 3 || k.Dim(0) != q.Dim(0) || v.Dim(0) != q.Dim(0) || k.Dim(2) != q.Dim(2) || v.Dim(1) != k.Dim(1))
        {
            throw new ShapeException(
                "Attention needs q (batch, queries, width), k (batch, keys, width) and v (batch, keys, value width); given " +
                $"{ShapeException.Text(q.Dims)}, {ShapeException.Text(k.Dims)} and {ShapeException.Text(v.Dims)}.");
        }
        return new Inputs(q, k, v, q.Dim(2), v.Dim(2));
    }

    static Inputs KeysBesideValues(Tensor q, Tensor kv)
    {
        ArgumentNullException.ThrowIfNull(q);
        ArgumentNullException.ThrowIfNull(kv);
        if (q.Rank != 3 || kv.Rank != 3 || kv.Dim(0) != q.Dim(0) || kv.Dim(2) != 2 * q.Dim(2))
        {
            throw new ShapeException(
                "Attention needs q (batch, queries, width) and kv (batch, keys, 2 width); given " +
                $"{ShapeException.Text(q.Dims)} and {ShapeException.Text(kv.Dims)}.");
        }
        return new Inputs(q, kv, kv, q.Dim(2), q.Dim(2));
    }

    static Inputs SideBySide(Tensor qkv)
    {
        ArgumentNullException.ThrowIfNull(qkv);
        if (qkv.Rank != 3 || qkv.Dim(2) % 3 != 0)
            throw new ShapeException($"Attention of a sequence to itself needs (batch, time, 3 width); given {ShapeException.Text(qkv.Dims)}.");
        var width = qkv.Dim(2) / 3;
        return new Inputs(qkv, qkv, qkv, width, width);
    }

    // Tensors that hold queries, keys and values. One that holds several has them side by side, in this order.
    readonly record struct Inputs(Tensor Q, Tensor K, Tensor V, int Width, int ValueWidth)
    {
        public bool KeysBesideQueries => StartK > 0;

        public bool ValuesBesideKeys => StartV > 0;

        /// <summary>The column of the first key.</summary>
        public int StartK => K.Dim(2) > 2 * Width ? Width : 0;

        /// <summary>The column of the first value.</summary>
        public int StartV => V.Dim(2) > ValueWidth ? V.Dim(2) - ValueWidth : 0;
    }
}
