using System.Numerics.Tensors;

namespace Assay.Data.Sequences;

/// <summary>
/// What can be known of a corpus before anything is trained on it: whether its order means anything, how much all vectors have in common, how
/// coherent documents are, and what is there twice.
/// </summary>
public sealed class CorpusInspection
{
    /// <summary>Lags looked at.</summary>
    public const int Lags = 10;

    const int SampledRows = 4000;
    const int ExtremeDocuments = 3;

    CorpusInspection(VectorCorpus corpus) => Corpus = corpus;

    /// <summary>What was looked at.</summary>
    public VectorCorpus Corpus { get; }

    /// <summary>The least, mean and greatest length of a vector.</summary>
    public (double Least, double Mean, double Greatest) Lengths { get; private init; }

    /// <summary>The mean cosine of vectors with their mean: what a constant prediction reaches. A random direction has 0, give or take 1 / sqrt(dimension).</summary>
    public double MeanCosine { get; private init; }

    /// <summary>The length of the mean of all vectors, as a part of their mean length.</summary>
    public double MeanLength { get; private init; }

    /// <summary>By lag, from 1; lags without pairs are left out.</summary>
    public IReadOnlyList<LagSimilarity> Profile { get; private init; } = [];

    /// <summary>Documents of two vectors or more by their coherence, the least first.</summary>
    public IReadOnlyList<DocumentCoherence> Coherence { get; private init; } = [];

    /// <summary>The least coherent documents, at most three.</summary>
    public IReadOnlyList<DocumentCoherence> LeastCoherent => [.. Coherence.Take(ExtremeDocuments)];

    /// <summary>The most coherent documents, at most three, the most coherent first.</summary>
    public IReadOnlyList<DocumentCoherence> MostCoherent => [.. Coherence.Skip(ExtremeDocuments).TakeLast(ExtremeDocuments).Reverse()];

    /// <summary>Vectors that have the bits of an earlier one.</summary>
    public int Repeated { get; private init; }

    /// <summary>Copies among a sample of vectors, each compared with all others.</summary>
    public required NearDuplicates Copies { get; init; }

    /// <summary>Looks at all vectors that are a document's; at most 4,000 of them, evenly spread, for copies.</summary>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public static CorpusInspection Of(VectorCorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var rows = NearDuplicates.RowsOf(corpus, Enumerable.Range(0, corpus.Documents.Count));
        if (rows.Length < 2) throw new ArgumentException($"An inspection needs two vectors; given {rows.Length}.", nameof(corpus));
        var mean = corpus.Mean(rows);
        var numbers = new VectorNumbers(corpus, mean);
        var lengths = rows.Select(row => Math.Sqrt(numbers.Squares(row))).ToArray();
        var size = TensorPrimitives.Norm<float>(mean);
        var step = Math.Max(1, (rows.Length + SampledRows - 1) / SampledRows);
        return new CorpusInspection(corpus)
        {
            Lengths = (lengths.Min(), lengths.Average(), lengths.Max()),
            MeanCosine = size > 0 ? rows.Average(row => numbers.WithMean(row) / size / Math.Sqrt(numbers.Squares(row))) : 0,
            MeanLength = size / lengths.Average(),
            Profile = [.. Enumerable.Range(1, Lags).Select(lag => At(corpus, numbers, lag)).Where(lag => lag.Pairs > 0)],
            Coherence = [.. Coherences(corpus, numbers).OrderBy(document => document.Cosine)],
            Repeated = rows.Length - rows.Select(row => RowHash.Of(corpus[row])).Distinct().Count(),
            Copies = NearDuplicates.Find(corpus, [.. rows.Where((_, place) => place % step == 0)], rows),
        };
    }

    /// <summary>The coherence below which a share of documents lies, interpolated; NaN without documents of two vectors.</summary>
    public double CoherenceQuantile(double share)
    {
        if (Coherence.Count == 0) return double.NaN;
        var place = share * (Coherence.Count - 1);
        var below = (int)place;
        return Coherence[below].Cosine + (place - below) * (Coherence[Math.Min(below + 1, Coherence.Count - 1)].Cosine - Coherence[below].Cosine);
    }

    static LagSimilarity At(VectorCorpus corpus, VectorNumbers numbers, int lag)
    {
        var (pairs, cosine, centred) = (0L, 0.0, 0.0);
        foreach (var segment in corpus.Segments)
        {
            for (var row = segment.First; row + lag < segment.First + segment.Count; row++)
            {
                var (plain, around) = numbers.Cosines(row, row + lag);
                (pairs, cosine, centred) = (pairs + 1, cosine + plain, centred + around);
            }
        }
        return new LagSimilarity(lag, pairs, cosine / pairs, centred / pairs);
    }

    static IEnumerable<DocumentCoherence> Coherences(VectorCorpus corpus, VectorNumbers numbers)
    {
        foreach (var document in corpus.Segments.GroupBy(segment => segment.Document))
        {
            var (pairs, sum) = (0, 0.0);
            foreach (var segment in document)
                for (var row = segment.First; row + 1 < segment.First + segment.Count; row++) (pairs, sum) = (pairs + 1, sum + numbers.Cosines(row, row + 1).Plain);
            if (pairs > 0) yield return new DocumentCoherence(corpus.Documents[document.Key], document.Sum(segment => segment.Count), sum / pairs);
        }
    }

    // Products of vectors with themselves and with the mean, from which cosines around the mean follow without a centred copy of the corpus.
    sealed class VectorNumbers
    {
        readonly VectorCorpus _corpus;
        readonly double[] _squares, _withMean;
        readonly double _meanSquares;

        public VectorNumbers(VectorCorpus corpus, float[] mean)
        {
            _corpus = corpus;
            _squares = new double[corpus.Count];
            _withMean = new double[corpus.Count];
            for (var row = 0; row < corpus.Count; row++) (_squares[row], _withMean[row]) = (TensorPrimitives.SumOfSquares(corpus[row]), TensorPrimitives.Dot(corpus[row], mean));
            _meanSquares = TensorPrimitives.SumOfSquares<float>(mean);
        }

        public double Squares(int row) => _squares[row];

        public double WithMean(int row) => _withMean[row];

        public (double Plain, double Centred) Cosines(int a, int b)
        {
            double product = TensorPrimitives.Dot(_corpus[a], _corpus[b]);
            var lengths = Around(a) * Around(b);
            return (product / Math.Sqrt(_squares[a] * _squares[b]), lengths > 0 ? (product - _withMean[a] - _withMean[b] + _meanSquares) / Math.Sqrt(lengths) : 0);
        }

        double Around(int row) => Math.Max(0, _squares[row] - 2 * _withMean[row] + _meanSquares);
    }
}
