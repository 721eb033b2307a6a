using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>Windows of some poems as token ids, and as word vectors on demand.</summary>
/// <param name="chunks">Where each comes from.</param>
/// <param name="poems">Token ids of each window's whole poem, end markers included.</param>
/// <param name="table">The tokens' vectors.</param>
/// <param name="window">Tokens of the longest window.</param>
sealed class PoetryWindows(IReadOnlyList<Chunk> chunks, IReadOnlyList<int[]> poems, EmbeddingTable table, int window)
{
    /// <summary>How many.</summary>
    public int Count => chunks.Count;

    /// <summary>Where each comes from.</summary>
    public IReadOnlyList<Chunk> Chunks => chunks;

    /// <summary>Token ids of each, as long as it is.</summary>
    public IReadOnlyList<int[]> Ids { get; } = [.. chunks.Zip(poems, (chunk, poem) => poem[chunk.Start..chunk.End])];

    /// <summary>Tokens of the longest window.</summary>
    public int Window => window;

    public EmbeddingTable Table => table;

    /// <summary>Token ids of some windows, cut off after <paramref name="longest"/> tokens.</summary>
    public int[][] Texts(ReadOnlySpan<int> places, int longest = int.MaxValue)
    {
        var texts = new int[places.Length][];
        for (var i = 0; i < texts.Length; i++) texts[i] = Ids[places[i]][..Math.Min(longest, Ids[places[i]].Length)];
        return texts;
    }

    /// <summary>
    /// As many tokens from anywhere in the poems of some windows. A draw up to half a window beyond either end of a poem is moved to that end, so that a
    /// poem's first and last tokens are not rarer than those between.
    /// </summary>
    public int[][] Crops(ReadOnlySpan<int> places, Rng rng, int longest = int.MaxValue)
    {
        var texts = new int[places.Length][];
        for (var i = 0; i < texts.Length; i++)
        {
            var poem = poems[places[i]];
            var length = Math.Min(longest, Ids[places[i]].Length);
            var (half, last) = (length / 2, poem.Length - length);
            var start = Math.Clamp(rng.NextInt(last + (2 * half) + 1) - half, 0, last);
            texts[i] = poem[start..(start + length)];
        }
        return texts;
    }

    /// <summary>All windows in their order, as the places of batches that are not too large to be read at once.</summary>
    public IEnumerable<int[]> Batches() => Enumerable.Range(0, Count).Chunk(64);

    /// <summary>Some windows as (batch, time, width), padded with zeros.</summary>
    /// <returns>Vectors, tokens of each, and (batch, time) with 1 where there is a token.</returns>
    public (Tensor X, int[] Lengths, Tensor Mask) Batch(ReadOnlySpan<int> places) => Batch(Texts(places));

    /// <summary>Texts as (batch, time, width), padded with zeros.</summary>
    /// <returns>Vectors, tokens of each, and (batch, time) with 1 where there is a token.</returns>
    public (Tensor X, int[] Lengths, Tensor Mask) Batch(int[][] texts)
    {
        var lengths = Array.ConvertAll(texts, text => text.Length);
        var time = lengths.Max();
        Tensor x = Tensor.Zeros(texts.Length, time, table.Dimension), mask = Tensor.Zeros(texts.Length, time);
        for (var i = 0; i < texts.Length; i++)
        {
            mask.Span.Slice(i * time, lengths[i]).Fill(1);
            for (var t = 0; t < lengths[i]; t++) table[texts[i][t]].CopyTo(x.Span[(((i * time) + t) * table.Dimension)..]);
        }
        return (x, lengths, mask);
    }
}
