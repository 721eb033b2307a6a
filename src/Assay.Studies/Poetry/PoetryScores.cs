using System.Numerics.Tensors;
using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Tensors;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.Poetry;

/// <summary>
/// How near written words are to those that were read, over all tokens but padding and the two end markers: what <see cref="TokenScores"/> sums up.
/// </summary>
sealed class PoetryScores
{
    static readonly int StartId = Marker.All.ToList().IndexOf(Marker.Start), EndId = Marker.All.ToList().IndexOf(Marker.End);

    readonly EmbeddingTable _table;
    readonly float[] _mean;
    readonly bool[] _isWord;

    readonly Tensor _directions;

    public PoetryScores(PoetryWindows train)
    {
        _table = train.Table;
        _mean = new float[_table.Dimension];
        var count = 0;
        foreach (var ids in train.Ids)
        {
            foreach (var id in ids)
            {
                if (!Counts(id)) continue;
                TensorPrimitives.Add(_mean, _table[id], _mean);
                count++;
            }
        }
        TensorPrimitives.Divide(_mean, Math.Max(1, count), _mean);
        _directions = _table.Directions();
        _isWord = [.. _table.Vocabulary.Tokens.Select((token, id) => id >= Marker.All.Count && token.Any(char.IsLetterOrDigit))];
    }

    /// <summary>The mean vector of the training texts' tokens.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Whether a token is scored.</summary>
    public static bool Counts(int id) => id != 0 && id != StartId && id != EndId;

    /// <summary>Scores what was written for some texts.</summary>
    /// <param name="texts">Token ids of what was read, of each text.</param>
    /// <param name="written">Of each text its words, one row after the other, at least as many as it has tokens.</param>
    /// <param name="nearest">Whether to look for the nearest words too, which takes longer.</param>
    public TokenScores Of(IReadOnlyList<int[]> texts, IReadOnlyList<float[]> written, bool nearest)
    {
        var width = _table.Dimension;
        float[] a = new float[width], b = new float[width], readSum = new float[width], writtenSum = new float[width];
        var scores = new TokenScores(texts.Count, nearest);
        var compared = (Cosines: Array.Empty<float>(), Named: Array.Empty<int>());
        for (var text = 0; text < texts.Count; text++)
        {
            var ids = texts[text];
            // The same words for every text, as some baselines have them, are compared once.
            if (nearest && (text == 0 || written[text] != written[text - 1])) compared = Compare(written[text]);
            var (named, ranks) = nearest ? Nearest(compared.Cosines, compared.Named, ids) : ([], []);
            var counted = 0;
            Array.Clear(readSum);
            Array.Clear(writtenSum);
            for (var t = 0; t < ids.Length; t++)
            {
                if (!Counts(ids[t])) continue;
                ReadOnlySpan<float> read = _table[ids[t]], word = written[text].AsSpan(t * width, width);
                TensorPrimitives.Subtract(read, _mean, a);
                TensorPrimitives.Subtract(word, _mean, b);
                scores.Add(new TokenScore(
                    text, t, Cosine(read, word), Cosine(a, b), Math.Pow(TensorPrimitives.Distance(read, word), 2) / width, _isWord[ids[t]], nearest ? ranks[t] : -1));
                TensorPrimitives.Add(readSum, read, readSum);
                TensorPrimitives.Add(writtenSum, word, writtenSum);
                counted++;
            }
            if (nearest) scores.Named[text] = named;
            if (counted == 0) continue;
            TensorPrimitives.Divide(readSum, counted, readSum);
            TensorPrimitives.Divide(writtenSum, counted, writtenSum);
            TensorPrimitives.Subtract(readSum, _mean, a);
            TensorPrimitives.Subtract(writtenSum, _mean, b);
            scores.Texts[text] = (Cosine(readSum, writtenSum), Cosine(a, b));
        }
        scores.Width = width;
        return scores;
    }

    static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var lengths = (double)TensorPrimitives.Norm(a) * TensorPrimitives.Norm(b);
        return lengths > 0 ? TensorPrimitives.Dot(a, b) / lengths : 0;
    }

    // The nearest word of each token, and how many words are nearer than the right one; of equally near ones the first counts as nearer.
    (int[] Named, int[] Ranks) Nearest(float[] cosines, int[] named, int[] ids)
    {
        var words = _directions.Dim(0);
        var ranks = new int[ids.Length];
        for (var t = 0; t < ids.Length; t++)
        {
            ReadOnlySpan<float> row = cosines.AsSpan(t * words, words);
            var (right, nearer) = (row[ids[t]], 0);
            foreach (var cosine in row) nearer += cosine > right ? 1 : 0;
            foreach (var cosine in row[..ids[t]]) nearer += cosine == right ? 1 : 0;
            ranks[t] = nearer;
        }
        return (named[..ids.Length], ranks);
    }

    // What was written against all words, (tokens, words), but for the factor of its length; and the nearest word of each token.
    (float[] Cosines, int[] Named) Compare(float[] written)
    {
        using var arena = Arena.Enter();
        using var paused = Tensor.PauseGradients();
        var width = _directions.Dim(1);
        var near = Tensor.From(written, written.Length / width, width).MatMul(_directions, transposeB: true);
        return (near.ToArray(), near.ArgMax(-1));
    }
}
