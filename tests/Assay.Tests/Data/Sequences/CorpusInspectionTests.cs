using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Tests.Data.Sequences;

public class CorpusInspectionTests
{
    const int Width = 32;

    [Fact]
    public void ProfileAndMeanAreThoseOfADirectComputation()
    {
        var corpus = Drifting(0.9f, 3, mean: 0.4f);

        var inspection = CorpusInspection.Of(corpus);

        var mean = Enumerable.Range(0, Width).Select(i => Enumerable.Range(0, corpus.Count).Average(row => (double)corpus[row][i])).ToArray();
        var pairs = corpus.Segments.SelectMany(segment => Enumerable.Range(segment.First, segment.Count - 3)).ToList();
        Assert.Equal(10, inspection.Profile.Count);
        Assert.Equal((3, pairs.Count), (inspection.Profile[2].Lag, (int)inspection.Profile[2].Pairs));
        Assert.Equal(pairs.Average(row => Cosine(Row(corpus, row), Row(corpus, row + 3))), inspection.Profile[2].Cosine, 4);
        Assert.Equal(pairs.Average(row => Cosine(Less(Row(corpus, row), mean), Less(Row(corpus, row + 3), mean))), inspection.Profile[2].Centred, 4);
        Assert.Equal(Enumerable.Range(0, corpus.Count).Average(row => Cosine(Row(corpus, row), mean)), inspection.MeanCosine, 4);
        Assert.Equal((1.0, 1.0, 1.0), (Math.Round(inspection.Lengths.Least, 4), Math.Round(inspection.Lengths.Mean, 4), Math.Round(inspection.Lengths.Greatest, 4)));
    }

    [Fact]
    public void CoherenceIsTheMeanCosineOfNeighbours()
    {
        var corpus = new VectorCorpus([1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1], 2, ["same", "turning", "single"], [new(0, 0, 2), new(1, 2, 3), new(2, 5, 1)]);

        var inspection = CorpusInspection.Of(corpus);

        Assert.Equal([new("turning", 3, 0), new DocumentCoherence("same", 2, 1)], inspection.Coherence);
        Assert.Equal(0.5, inspection.CoherenceQuantile(0.5));
        Assert.Equal(4, inspection.Repeated);
    }

    [Theory]
    [InlineData(0.8f, false, "Order is there")]
    [InlineData(0.8f, true, "Order seems lost")]
    [InlineData(0f, false, "Neighbours are hardly more alike than strangers")]
    public void TheVerdictSaysWhatBecameOfTheOrder(float drift, bool shuffle, string expected)
    {
        var corpus = Drifting(drift, 40, mean: 0, shuffle);

        Assert.Contains(CorpusVerdict.Of(CorpusInspection.Of(corpus)), sentence => sentence.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void AMeanComponentAndShortDocumentsAreNamed()
    {
        var verdict = CorpusVerdict.Of(CorpusInspection.Of(Drifting(0.5f, 4, mean: 0.5f)), context: 50);

        Assert.Equal("No document has 51 vectors in a row: there is no window of 50 and a target.", verdict[0]);
        Assert.Contains(verdict, sentence => sentence.StartsWith("The vectors share a mean component", StringComparison.Ordinal));
    }

    [Fact]
    public void CopiesAreFoundAcrossSides()
    {
        var rows = Drifting(0.5f, 4, mean: 0.3f).Values.ToArray();
        rows.AsSpan(3 * Width, Width).CopyTo(rows.AsSpan(70 * Width));
        for (var i = 0; i < Width; i++) rows[75 * Width + i] = rows[5 * Width + i] * 1.001f;
        var corpus = new VectorCorpus(rows, Width, ["a", "b", "c", "d"], [.. Enumerable.Range(0, 4).Select(document => new Segment(document, document * 20, 20))]);

        var near = NearDuplicates.Find(corpus, NearDuplicates.RowsOf(corpus, [3]), NearDuplicates.RowsOf(corpus, [0, 1, 2]));

        Assert.Equal((20, 1), (near.Compared, near.Exact));
        Assert.Equal([(70, 3, true), (75, 5, false)], near.Found.Select(pair => (pair.Row, pair.Of, pair.Exact)));
        // Of the 15 targets, rows 65 to 79, two are copies.
        Assert.Equal(2 / 15.0, near.Share(new VectorWindows(corpus, 5, [3])), 6);
    }

    [Fact]
    public void AVectorIsNoCopyOfItself()
    {
        var corpus = Drifting(0.5f, 4, mean: 0.3f);
        var all = NearDuplicates.RowsOf(corpus, [0, 1, 2, 3]);

        Assert.Empty(NearDuplicates.Find(corpus, all, all).Found);
        Assert.Empty(NearDuplicates.Find(corpus, all, []).Found);
    }

    // Documents of 20 unit vectors: an offset that belongs to the document, and if not shuffled a first-order process of which a part drift is kept each step.
    static VectorCorpus Drifting(float drift, int documents, float mean, bool shuffle = false)
    {
        var rng = new Rng(6);
        var values = new float[documents * 20 * Width];
        for (var document = 0; document < documents; document++)
        {
            var state = new float[Width];
            var order = shuffle ? rng.Permutation(20) : [.. Enumerable.Range(0, 20)];
            for (var i = 0; i < 20; i++)
            {
                var row = values.AsSpan((document * 20 + order[i]) * Width, Width);
                var length = 0.0;
                for (var k = 0; k < Width; k++)
                {
                    state[k] = drift * state[k] + MathF.Sqrt(1 - drift * drift) * rng.NextNormal();
                    row[k] = state[k] + mean * 2;
                    length += row[k] * row[k];
                }
                for (var k = 0; k < Width; k++) row[k] /= (float)Math.Sqrt(length);
            }
        }
        return new VectorCorpus(values, Width, [.. Enumerable.Range(0, documents).Select(document => $"{document}")], [.. Enumerable.Range(0, documents).Select(document => new Segment(document, document * 20, 20))]);
    }

    static double[] Row(VectorCorpus corpus, int row) => [.. corpus[row].ToArray().Select(value => (double)value)];

    static double[] Less(double[] row, double[] mean) => [.. row.Zip(mean, (a, b) => a - b)];

    static double Cosine(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x));
}
