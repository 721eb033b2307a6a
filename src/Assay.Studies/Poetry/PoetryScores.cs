using System.Numerics.Tensors;
using Assay.Data.Text;
using Assay.Tensors;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.Poetry;

/// <summary>
/// How near written words are to those that were read, over all tokens but the two end markers, each counted once: mean cosine, mean cosine of
/// what differs from the training texts' mean vector, mean squared error of a component, and the share of tokens whose nearest word is the right one.
/// </summary>
sealed class PoetryScores
{
    readonly float[] _mean;

    // (tokens, width), rows of length 1; padding stays 0.
    readonly Tensor _directions;

    public PoetryScores(PoetryWindows train)
    {
        var table = train.Table;
        _mean = new float[table.Dimension];
        var count = 0;
        foreach (var ids in train.Ids)
        {
            foreach (var id in ids)
            {
                if (!Counts(id)) continue;
                TensorPrimitives.Add(_mean, table[id], _mean);
                count++;
            }
        }
        TensorPrimitives.Divide(_mean, Math.Max(1, count), _mean);
        _directions = Tensor.Zeros(table.Vocabulary.Count, table.Dimension);
        for (var id = 1; id < table.Vocabulary.Count; id++)
            TensorPrimitives.Divide(table[id], Math.Max(TensorPrimitives.Norm(table[id]), 1e-12f), _directions.Span.Slice(id * table.Dimension, table.Dimension));
    }

    /// <summary>The mean vector of the training texts' tokens.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Scores what was written for some windows.</summary>
    /// <param name="windows">What was read.</param>
    /// <param name="written">Of each window its words, one row after the other, at least as many as it has tokens.</param>
    /// <param name="nearest">Whether to look for the nearest words too, which takes longer.</param>
    public Dictionary<string, double> Of(PoetryWindows windows, IReadOnlyList<float[]> written, bool nearest)
    {
        var (cosine, centred, squares, right, count) = (0.0, 0.0, 0.0, 0, 0);
        var width = windows.Table.Dimension;
        float[] a = new float[width], b = new float[width];
        for (var window = 0; window < windows.Count; window++)
        {
            var ids = windows.Ids[window];
            var named = nearest ? Nearest(written[window], ids.Length) : [];
            for (var t = 0; t < ids.Length; t++)
            {
                if (!Counts(ids[t])) continue;
                ReadOnlySpan<float> read = windows.Table[ids[t]], word = written[window].AsSpan(t * width, width);
                cosine += Cosine(read, word);
                TensorPrimitives.Subtract(read, _mean, a);
                TensorPrimitives.Subtract(word, _mean, b);
                centred += Cosine(a, b);
                squares += Math.Pow(TensorPrimitives.Distance(read, word), 2) / width;
                if (nearest && named[t] == ids[t]) right++;
                count++;
            }
        }
        var scores = new Dictionary<string, double> { ["cosine"] = cosine / count, ["cosine/centred"] = centred / count, ["mse"] = squares / count };
        if (nearest) scores["top1"] = (double)right / count;
        return scores;
    }

    static bool Counts(int id) => id != 0 && id != StartId && id != EndId;

    static readonly int StartId = Marker.All.ToList().IndexOf(Marker.Start), EndId = Marker.All.ToList().IndexOf(Marker.End);

    static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var lengths = (double)TensorPrimitives.Norm(a) * TensorPrimitives.Norm(b);
        return lengths > 0 ? TensorPrimitives.Dot(a, b) / lengths : 0;
    }

    int[] Nearest(float[] written, int tokens)
    {
        using var arena = Arena.Enter();
        using var paused = Tensor.PauseGradients();
        var width = _directions.Dim(1);
        return Tensor.From(written.AsSpan(0, tokens * width), tokens, width).MatMul(_directions, transposeB: true).ArgMax(-1);
    }
}
