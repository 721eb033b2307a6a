using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>Windows of some poems as token ids, and as word vectors on demand.</summary>
sealed class PoetryWindows(IReadOnlyList<Chunk> chunks, IReadOnlyList<int[]> ids, EmbeddingTable table, int window)
{
    /// <summary>How many.</summary>
    public int Count => ids.Count;

    /// <summary>Where each comes from.</summary>
    public IReadOnlyList<Chunk> Chunks => chunks;

    /// <summary>Token ids of each, as long as it is.</summary>
    public IReadOnlyList<int[]> Ids => ids;

    /// <summary>Tokens of the longest window.</summary>
    public int Window => window;

    public EmbeddingTable Table => table;

    /// <summary>Some windows as (batch, time, width), padded with zeros, cut off after <paramref name="longest"/> tokens.</summary>
    /// <returns>Vectors, tokens of each, and (batch, time) with 1 where there is a token.</returns>
    public (Tensor X, int[] Lengths, Tensor Mask) Batch(ReadOnlySpan<int> places, int longest = int.MaxValue)
    {
        longest = Math.Min(longest, window);
        var lengths = new int[places.Length];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = Math.Min(longest, ids[places[i]].Length);
        var time = lengths.Max();
        Tensor x = Tensor.Zeros(places.Length, time, table.Dimension), mask = Tensor.Zeros(places.Length, time);
        for (var i = 0; i < lengths.Length; i++)
        {
            mask.Span.Slice(i * time, lengths[i]).Fill(1);
            for (var t = 0; t < lengths[i]; t++) table[ids[places[i]][t]].CopyTo(x.Span[(((i * time) + t) * table.Dimension)..]);
        }
        return (x, lengths, mask);
    }
}
