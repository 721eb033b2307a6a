using Assay.Data.Text;
using Assay.Runs;

namespace Assay.Studies.Poetry;

/// <summary>Held-out poems as a model writes them, put together from its windows: what two windows share is the mean of both.</summary>
sealed class TextReconstructions(PoetryData data, PoetryScores scores)
{
    // As many as a reader may want to leaf through, and the file stays below some megabytes.
    const int Most = 300;

    /// <summary>The poems in the order of their cosine, the highest first.</summary>
    /// <param name="written">What was written for each test window.</param>
    /// <param name="leftOut">Poems that are not among them where there are too many; those that are, are spread over the order.</param>
    public IReadOnlyList<TextReconstruction> Of(IReadOnlyList<float[]> written, out int leftOut)
    {
        var poems = data.Test.Chunks.Index().GroupBy(window => window.Item.Poem).Select(windows => Whole([.. windows], written)).ToArray();
        var judged = scores.Of([.. poems.Select(poem => poem.Ids)], [.. poems.Select(poem => poem.Words)], nearest: true);
        var values = judged.ByGroup([.. Enumerable.Range(0, poems.Length)], poems.Length);
        int[] order = [.. Enumerable.Range(0, poems.Length).OrderByDescending(i => values["cosine"][i])];
        leftOut = Math.Max(0, order.Length - Most);
        if (leftOut > 0) order = [.. Enumerable.Range(0, Most).Select(i => order[(int)((long)i * (order.Length - 1) / (Most - 1))])];
        return [.. order.Select(i => Text(poems[i].Poem, poems[i].Ids, judged.Named[i], values["cosine"][i], values["top1"][i]))];
    }

    TextReconstruction Text(int poem, int[] ids, int[] named, double cosine, double top1)
    {
        var tokens = data.Table.Vocabulary.Tokens;
        // Without the markers of the poem's ends, which nobody reads.
        int[] shown = [.. Enumerable.Range(0, ids.Length).Where(t => PoetryScores.Counts(ids[t]))];
        return new TextReconstruction
        {
            Item = PoemScores.Name(data, poem), Form = data.Poems[poem].Form, Cosine = Math.Round(cosine, 5), Top1 = Math.Round(top1, 5),
            Read = [.. PlainText.Pieces(shown.Select(t => tokens[ids[t]]))], Written = [.. PlainText.Pieces(shown.Select(t => tokens[named[t]]))],
            Right = [.. shown.Select(t => ids[t] == named[t])],
        };
    }

    // All tokens of a poem, and the words that its windows have for them.
    (int Poem, int[] Ids, float[] Words) Whole((int Index, Chunk Item)[] windows, IReadOnlyList<float[]> written)
    {
        var width = data.Table.Dimension;
        var total = windows[0].Item.Total;
        var (ids, words, counts) = (new int[total], new float[total * width], new int[total]);
        foreach (var (index, chunk) in windows)
        {
            data.Test.Ids[index].CopyTo(ids, chunk.Start);
            for (var t = 0; t < chunk.Length; t++)
            {
                counts[chunk.Start + t]++;
                for (var i = 0; i < width; i++) words[((chunk.Start + t) * width) + i] += written[index][(t * width) + i];
            }
        }
        for (var t = 0; t < total; t++)
            for (var i = 0; i < width; i++) words[(t * width) + i] /= Math.Max(1, counts[t]);
        return (windows[0].Item.Poem, ids, words);
    }
}
