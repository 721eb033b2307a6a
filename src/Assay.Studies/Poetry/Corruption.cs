using Assay.Data.Text;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// Damages what an encoder reads while its target stays whole, so that a code must hold what is missing (Vincent et al., "Extracting and composing
/// robust features with denoising autoencoders", 2008). A poem's end markers are never touched.
/// </summary>
sealed class Corruption
{
    public const string None = "none", Dropout = "dropout", Gaussian = "gaussian", WordDropout = "word-dropout", Swap = "swap", Mask = "mask";

    readonly string _kind;
    readonly PoetryWindows _train;
    readonly int _start, _end;
    readonly float[] _deviations;

    /// <param name="kind">One of the constants here.</param>
    /// <param name="train">The texts that <see cref="Gaussian"/> noise is measured by.</param>
    public Corruption(string kind, PoetryWindows train)
    {
        (_kind, _train) = (kind, train);
        var vocabulary = train.Table.Vocabulary;
        (_start, _end) = (vocabulary[Marker.Start], vocabulary[Marker.End]);
        _deviations = kind == Gaussian ? Deviations() : [];
    }

    /// <summary>Texts as they are read: a damaged copy, or <paramref name="x"/> itself where there is nothing to do.</summary>
    /// <param name="x">(batch, time, width).</param>
    /// <param name="texts">Their tokens.</param>
    /// <param name="strength">
    /// Of <see cref="Dropout"/> the probability of a component to become 0, the others growing to the same mean; of <see cref="Gaussian"/> the deviation of the
    /// noise in deviations of the component; of <see cref="WordDropout"/> and <see cref="Mask"/> the probability of a token to become the unknown token or the mask;
    /// of <see cref="Swap"/> twice the number of exchanges of neighbours by token.
    /// </param>
    /// <param name="rng">Where the draws come from.</param>
    public Tensor Apply(Tensor x, int[][] texts, double strength, Rng rng)
    {
        if (_kind == None || strength == 0) return x;
        int time = x.Dim(1), width = x.Dim(2);
        var damaged = Tensor.From(x.Span, x.Dims);
        for (var i = 0; i < texts.Length; i++)
        {
            var ids = texts[i];
            var (first, end) = (ids[0] == _start ? 1 : 0, ids[^1] == _end ? ids.Length - 1 : ids.Length);
            if (first < end) Damage(damaged.Span.Slice(((i * time) + first) * width, (end - first) * width), width, strength, rng);
        }
        return damaged;
    }

    void Damage(Span<float> rows, int width, double strength, Rng rng)
    {
        switch (_kind)
        {
            case Dropout:
                var kept = (float)(1 / (1 - strength));
                foreach (ref var value in rows) value = rng.NextDouble() < strength ? 0 : value * kept;
                break;
            case Gaussian:
                for (var i = 0; i < rows.Length; i++) rows[i] += (float)(strength * _deviations[i % width] * rng.NextNormal());
                break;
            case WordDropout:
                Replace(rows, width, Marker.Unknown, strength, rng);
                break;
            case Mask:
                Replace(rows, width, Marker.Mask, strength, rng);
                break;
            case Swap:
                Exchange(rows, width, strength, rng);
                break;
            default:
                throw new ArgumentException($"There is no corruption '{_kind}'.");
        }
    }

    void Replace(Span<float> rows, int width, string marker, double probability, Rng rng)
    {
        var vector = _train.Table[_train.Table.Vocabulary[marker]];
        for (var row = 0; row < rows.Length; row += width)
            if (rng.NextDouble() < probability) vector.CopyTo(rows[row..]);
    }

    static void Exchange(Span<float> rows, int width, double strength, Rng rng)
    {
        var tokens = rows.Length / width;
        if (tokens < 2) return;
        // What is left of a whole number is left to chance, so that short texts have their share.
        for (var left = (int)((strength * tokens / 2) + rng.NextDouble()); left > 0; left--)
        {
            var row = rng.NextInt(tokens - 1) * width;
            Span<float> a = rows.Slice(row, width), b = rows.Slice(row + width, width);
            for (var i = 0; i < width; i++) (a[i], b[i]) = (b[i], a[i]);
        }
    }

    // Of each component over the training texts' tokens.
    float[] Deviations()
    {
        var width = _train.Table.Dimension;
        double[] sums = new double[width], squares = new double[width];
        var count = 0;
        foreach (var ids in _train.Ids)
        {
            foreach (var id in ids)
            {
                if (id == _start || id == _end) continue;
                var vector = _train.Table[id];
                for (var i = 0; i < width; i++)
                {
                    sums[i] += vector[i];
                    squares[i] += (double)vector[i] * vector[i];
                }
                count++;
            }
        }
        return [.. sums.Zip(squares, (sum, square) => (float)Math.Sqrt(Math.Max(0, (square / count) - Math.Pow(sum / count, 2))))];
    }
}
