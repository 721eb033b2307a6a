using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// How well predictions tell their targets from other vectors: from a fixed sample of the test documents' vectors, and from all others of the same document.
/// The context is never among the candidates, so nothing is gained by repeating it.
/// </summary>
sealed class Retrieval
{
    /// <summary>Vectors of the fixed sample, at most.</summary>
    public const int PoolSize = 1000;

    static readonly int[] Cuts = [1, 5, 10];

    readonly VectorWindows _windows;
    readonly CandidatePool _pool;
    readonly List<(CandidatePool Pool, int[] Windows)> _within = [];

    /// <param name="data">Whose test windows.</param>
    /// <param name="documents">Their documents.</param>
    public Retrieval(PredictionData data, WindowDocuments documents)
    {
        _windows = data.Test;
        var corpus = _windows.Corpus;
        var rows = new List<int>();
        foreach (var (place, document) in documents.Documents.Index())
        {
            int[] own = [.. corpus.Segments.Where(segment => segment.Document == document).SelectMany(segment => Enumerable.Range(segment.First, segment.Count))];
            rows.AddRange(own);
            _within.Add((new CandidatePool(corpus, own), documents.WindowsOf(place)));
        }
        var order = new Rng(data.Seed).Split("candidate pool").Permutation(rows.Count);
        _pool = new CandidatePool(corpus, [.. order.Take(PoolSize).Select(place => rows[place])]);
        Chance = Named(ChanceOf(i => _pool.Candidates(_windows, i)), "");
        var sizes = new int[_windows.Count];
        foreach (var (pool, chosen) in _within)
            foreach (var window in chosen) sizes[window] = pool.Candidates(_windows, window);
        foreach (var (name, value) in Named(ChanceOf(i => sizes[i]), "/within")) Chance[name] = value;
    }

    /// <summary>The scores of somebody who guesses, in closed form: of n candidates the target is among the first k with k / n, and 1 / rank is H(n) / n on average.</summary>
    public Dictionary<string, double> Chance { get; }

    /// <summary>Ranks of all test windows in the fixed sample and within their documents, from 1.</summary>
    /// <param name="predictions">(windows, dimension) row by row.</param>
    public (int[] Pool, int[] Within) Ranks(float[] predictions)
    {
        var (pool, within) = (new int[_windows.Count], new int[_windows.Count]);
        Rank(_pool, [.. Enumerable.Range(0, _windows.Count)], pool);
        foreach (var (document, chosen) in _within) Rank(document, chosen, within);
        return (pool, within);

        void Rank(CandidatePool candidates, int[] chosen, int[] ranks)
        {
            var width = _windows.Corpus.Dimension;
            Predictions.ForEachBatch(chosen, (_, places) =>
            {
                var rows = Tensor.Zeros(places.Length, width);
                for (var i = 0; i < places.Length; i++) predictions.AsSpan(places[i] * width, width).CopyTo(rows.Span[(i * width)..]);
                foreach (var (i, rank) in candidates.Ranks(_windows, places, rows).Index()) ranks[places[i]] = rank;
            });
        }
    }

    /// <summary>"r@1", "r@5", "r@10", "mrr", and the same "/within".</summary>
    public static Dictionary<string, double> Scores((int[] Pool, int[] Within) ranks)
    {
        var scores = Named(Of(ranks.Pool), "");
        foreach (var (name, value) in Named(Of(ranks.Within), "/within")) scores[name] = value;
        return scores;

        static double[] Of(int[] ranks) => [.. Cuts.Select(cut => ranks.Average(rank => rank <= cut ? 1.0 : 0)), ranks.Average(rank => 1.0 / rank)];
    }

    double[] ChanceOf(Func<int, int> candidates)
    {
        int[] sizes = [.. Enumerable.Range(0, _windows.Count).Select(candidates)];
        var harmonic = new double[sizes.Max() + 1];
        for (var n = 1; n < harmonic.Length; n++) harmonic[n] = harmonic[n - 1] + (1.0 / n);
        return [.. Cuts.Select(cut => sizes.Average(size => Math.Min(1.0, cut / (double)size))), sizes.Average(size => harmonic[size] / size)];
    }

    static Dictionary<string, double> Named(double[] scores, string suffix) =>
        Cuts.Select(cut => $"r@{cut}").Append("mrr").Zip(scores).ToDictionary(score => score.First + suffix, score => score.Second);
}
