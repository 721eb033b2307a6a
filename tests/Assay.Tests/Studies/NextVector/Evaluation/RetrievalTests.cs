using Assay.Data.Sequences;
using Assay.Studies.NextVector;

namespace Assay.Tests.Studies.NextVector.Evaluation;

public sealed class RetrievalTests
{
    readonly PredictionData _data = SmallVectors.Data();

    [Fact]
    public void RanksAreThoseOfComparingEverything()
    {
        var test = _data.Test;
        var predictions = Predictions.Of(new LinearAverage(), test);

        var (pool, within) = new Retrieval(_data, new WindowDocuments(test)).Ranks(predictions);

        for (var window = 0; window < test.Count; window++)
        {
            // All 28 vectors of the test documents fit into the pool.
            Assert.Equal(Rank(window, _ => true), pool[window]);
            Assert.Equal(Rank(window, document => document == test.Document(window)), within[window]);
        }
        Assert.True(pool.Max() > within.Max());

        int Rank(int window, Func<int, bool> counts)
        {
            var prediction = predictions.AsSpan(window * SmallVectors.Width, SmallVectors.Width).ToArray();
            var own = SmallVectors.Cosine(prediction, test.Corpus[test.Target(window)]);
            return 1 + test.Corpus.Segments.Where(segment => segment.Document >= 17 && counts(segment.Document))
                .SelectMany(segment => Enumerable.Range(segment.First, segment.Count))
                .Count(row => (row < test.First(window) || row > test.Target(window)) && SmallVectors.Cosine(prediction, test.Corpus[row]) >= own);
        }
    }

    [Fact]
    public void WhoeverKnowsTheTargetFindsIt()
    {
        var test = _data.Test;
        var predictions = Predictions.Of(Answers.Knowing(test, window => test.Corpus[test.Target(window)].ToArray()), test);

        var scores = Retrieval.Scores(new Retrieval(_data, new WindowDocuments(test)).Ranks(predictions));

        Assert.All(scores, score => Assert.Equal(1, score.Value));
        Assert.Equal(["r@1", "r@5", "r@10", "mrr", "r@1/within", "r@5/within", "r@10/within", "mrr/within"], scores.Keys);
    }

    [Fact]
    public void RepeatingTheContextFindsNothingThere()
    {
        var test = _data.Test;
        var (_, within) = new Retrieval(_data, new WindowDocuments(test)).Ranks(Predictions.Of(new LastVector(), test));

        // Of 8 or 12 vectors of a document 3 are the context.
        Assert.All(within, rank => Assert.InRange(rank, 1, 9));
    }

    [Fact]
    public void TiesCountAgainstThePrediction()
    {
        var corpus = Repeating(documents: 4);
        VectorWindows windows = new(corpus, 2, [3]), others = new(corpus, 2, [0, 1, 2]);
        var data = new PredictionData(others, others, windows, 1);

        // Every vector of a document is the same: all of them are as near as the target. Predictions of nothing are as near to everything.
        var (pool, within) = new Retrieval(data, new WindowDocuments(windows)).Ranks(Predictions.Of(new LastVector(), windows));
        var (lost, _) = new Retrieval(data, new WindowDocuments(windows)).Ranks(new float[windows.Count * 2]);
        var (unknown, _) = new Retrieval(data, new WindowDocuments(windows)).Ranks([.. Enumerable.Repeat(float.NaN, windows.Count * 2)]);

        Assert.All(within, rank => Assert.Equal(4, rank));
        Assert.Equal(within, pool);
        Assert.Equal(within, lost);
        Assert.Equal(within, unknown);
    }

    [Fact]
    public void ChanceIsWhatGuessingGives()
    {
        var chance = new Retrieval(_data, new WindowDocuments(_data.Test)).Chance;

        // 28 vectors less a context of 3; of a document of 8 or 12 5 or 9 are left: 10 windows of the first, 6 of the second.
        Assert.Equal(1 / 25.0, chance["r@1"], 1e-12);
        Assert.Equal(10 / 25.0, chance["r@10"], 1e-12);
        Assert.Equal(Enumerable.Range(1, 25).Sum(rank => 1.0 / rank) / 25, chance["mrr"], 1e-12);
        Assert.Equal(((10 / 5.0) + (6 / 9.0)) / 16, chance["r@1/within"], 1e-12);
        Assert.Equal((10 + (6 * 5 / 9.0)) / 16, chance["r@5/within"], 1e-12);
    }

    [Fact]
    public void ALargePoolIsASampleWithTheTargetAdded()
    {
        var corpus = SmallVectors.Corpus(4, length: 700);
        VectorWindows test = new(corpus, SmallVectors.Context, [0, 1]), others = new(corpus, SmallVectors.Context, [2, 3]);

        var chance = new Retrieval(new PredictionData(others, others, test, 5), new WindowDocuments(test)).Chance;

        // 1,000 of 1,400: of a context of 3 about 3 x 5 / 7 are among them, and the target is with 5 / 7.
        Assert.InRange(1 / chance["r@1"], 997.9, 998.4);
        Assert.Equal(1 / 697.0, chance["r@1/within"], 1e-12);
    }

    // Documents of 6 vectors, all of one direction.
    static VectorCorpus Repeating(int documents) => new(
        [.. Enumerable.Range(0, documents).SelectMany(document => Enumerable.Repeat(new[] { 0.3f + document, 0.7f }, 6)).SelectMany(row => row)], 2,
        [.. Enumerable.Range(0, documents).Select(document => $"{document}")], [.. Enumerable.Range(0, documents).Select(document => new Segment(document, 6 * document, 6))]);
}
