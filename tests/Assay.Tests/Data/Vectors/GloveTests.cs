using Assay.Data.Vectors;
using Assay.Tensors;

namespace Assay.Tests.Data.Vectors;

public class GloveTests
{
    [Fact]
    public void PairsCountByDistanceInBothOrders()
    {
        var pairs = Cooccurrence.Count([[0, 1, 0, 2], [2, -1, 0]], words: 3, window: 2);

        var counts = pairs.Rows.Zip(pairs.Columns, pairs.Counts).ToDictionary(pair => (pair.First, pair.Second), pair => pair.Third);
        Assert.Equal(7, counts.Count);
        Assert.Equal(1f, counts[(0, 0)]); // one pair of equal words at distance 2, once in each order
        Assert.Equal(2f, counts[(0, 1)]);
        Assert.Equal(2f, counts[(1, 0)]);
        Assert.Equal(1.5f, counts[(0, 2)]); // distance 1 in the first text, 2 in the second
        Assert.Equal(0.5f, counts[(1, 2)]);
    }

    [Fact]
    public void TheFirstErrorsAreThoseOfInitialVectorsAndTheirStepsAreSmall()
    {
        var pairs = Cooccurrence.Count([[0, 1]], words: 2, window: 1);
        var settings = new GloveSettings(Dimension: 2, Rate: 0.1, MostCount: 16, Seed: 3);
        var trainer = new GloveTrainer(pairs, settings);
        var start = new GloveTrainer(pairs, settings).Vectors(["a", "b"]);

        // Counts are 1: their logarithm is 0, their weight (1/16)^0.75 = 1/8; products of the initial vectors are at most 1/8.
        var error = trainer.Step();
        var end = trainer.Vectors(["a", "b"]);

        Assert.InRange(error, 0, 1.0 / 8 / 64);
        for (var i = 0; i < 2; i++) Assert.InRange(Math.Abs(end["a"][i] - start["a"][i]), 0, 0.1 / 8 / 8);
        Assert.NotEqual(start["a"], end["a"]);
    }

    [Fact]
    public void VectorsComeNearTheLogarithmsOfCounts()
    {
        var (pairs, names) = Text(words: 30, length: 4000);
        var trainer = new GloveTrainer(pairs, new GloveSettings(Dimension: 20));
        var first = trainer.Step();
        for (var epoch = 0; epoch < 60; epoch++) trainer.Step();

        Assert.True(trainer.Step() < 0.02 * first);

        // Even and odd words seldom stand together, so words of one kind are nearest.
        var vectors = trainer.Vectors(names);
        Assert.All(names, name => Assert.Equal(int.Parse(name) % 2, int.Parse(vectors.Nearest(vectors[name], 1, [name])[0].Word) % 2));
    }

    [Fact]
    public void ThreadsChangeNothing()
    {
        var threads = Compute.Threads;
        try
        {
            var (pairs, names) = Text(words: 40, length: 1000);
            Compute.Threads = 1;
            var one = Train();
            Compute.Threads = 4;
            Assert.Equal(one, Train());

            float[] Train()
            {
                var trainer = new GloveTrainer(pairs, new GloveSettings(Dimension: 8));
                for (var epoch = 0; epoch < 3; epoch++) trainer.Step();
                return [.. names.SelectMany(name => trainer.Vectors(names)[name])];
            }
        }
        finally
        {
            Compute.Threads = threads;
        }
    }

    [Fact]
    public void TextsAreTrainedOnWhetherSomebodyWatchesOrNot()
    {
        string[][] texts = [["the", "sea", "is", "cold"], ["the", "sea", "is", "wide"]];
        var settings = new GloveSettings(Dimension: 4, Epochs: 3);
        var epochs = 0;

        var watched = CorpusVectors.Train(texts, settings, progress: (_, _) => epochs++);

        Assert.Equal(3, epochs);
        Assert.Equal(watched["sea"], CorpusVectors.Train(texts, settings)["sea"]);
        Assert.Contains(Assay.Data.Text.Marker.Start, watched.Words);
    }

    // Two vocabularies, texts of the one and of the other with a tenth of strangers.
    static (Cooccurrence Pairs, string[] Names) Text(int words, int length)
    {
        var rng = new Rng(2);
        var texts = Enumerable.Range(0, length / 100).Select(text => Enumerable.Range(0, 100).Select(_ => (2 * rng.NextInt(words / 2)) + ((text + (rng.NextInt(10) == 0 ? 1 : 0)) % 2)).ToArray()).ToArray();
        return (Cooccurrence.Count(texts, words, window: 5), [.. Enumerable.Range(0, words).Select(i => $"{i}")]);
    }
}
