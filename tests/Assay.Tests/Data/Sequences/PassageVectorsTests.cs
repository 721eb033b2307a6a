using Assay.Data.Sequences;
using Assay.Data.Vectors;
using Assay.Tensors;
using Assay.Tests.Runs;

namespace Assay.Tests.Data.Sequences;

public class PassageVectorsTests
{
    static readonly WordVectors Words = new(["sea", "land", "king", "nothing"], [1, 0, 0, 1, 1, 1, 0, 0]);

    [Fact]
    public void AVectorIsTheWeightedMeanOfItsWords()
    {
        var read = PassageVectors.Embed([new("a", "Sea, sea and land. The king's sea."), new("b", "Land.")], Words, weight: 0.1);

        Assert.Equal((8, 6), (read.Words, read.Known));
        Assert.Equal(["a", "b"], read.Corpus.Documents);
        Assert.Equal([new Segment(0, 0, 2), new Segment(1, 2, 1)], read.Corpus.Segments);
        Assert.Equal(["Sea, sea and land.", "The king's sea.", "Land."], read.Corpus.Texts);
        var (sea, land, king) = (0.1 / (0.1 + (3 / 8.0)), 0.1 / (0.1 + (2 / 8.0)), 0.1 / (0.1 + (1 / 8.0)));
        Near([2 * sea / 3, land / 3, (king + sea) / 2, king / 2, 0, land], read.Corpus.Values);
        Assert.EndsWith("of 8 words have a vector; 0 passages without such a word left out.", read.Coverage, StringComparison.Ordinal);
        Assert.StartsWith("Many words have no vector", Assert.Single(read.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void PassagesWithoutAKnownWordAreLeftOut()
    {
        var read = PassageVectors.Embed([new("a", "Sea. Qwx! Nothing. Land."), new("b", "Qwx."), new("c", "King.")], Words);

        Assert.Equal(["Sea.", "Land.", "King."], read.Corpus.Texts);
        Assert.Equal(["a", "c"], read.Corpus.Documents);
        Assert.Equal(3, read.LeftOut);
        Assert.Equal([new Segment(0, 0, 2), new Segment(1, 2, 1)], read.Corpus.Segments);
        Assert.EndsWith("; 3 passages without such a word left out.", read.Coverage, StringComparison.Ordinal);
    }

    [Fact]
    public void VectorsThatKnowNoWordAreRefused() =>
        Assert.Contains("None of 2 words", Assert.Throws<ArgumentException>(() => PassageVectors.Embed([new("a", "Foo bar.")], Words)).Message, StringComparison.Ordinal);

    [Fact]
    public void TheCommonDirectionIsThatOfTheGivenRows()
    {
        // Rows trained on lie along the first axis, one that is held out along the second: only the first goes.
        var corpus = new VectorCorpus([3, 0, 0.1f, 4, 0, -0.1f, 1, 2, 2], 3, ["a"], [new(0, 0, 3)]);

        var common = CommonComponents.Fit(corpus, [0, 1]);
        var rest = common.Remove(corpus);

        Assert.Equal(1, common.Count);
        Assert.Equal(1, Math.Abs(common.Directions[0]), 2);
        for (var row = 0; row < 3; row++) Assert.Equal(1, rest[row].ToArray().Sum(value => value * value), 5);
        Assert.Equal(rest[2][1], rest[2][2], 0.02f);
        Assert.Equal(0, rest[2][0], 0.02f);
    }

    [Fact]
    public void WithoutComponentsVectorsAreOnlyBroughtToLengthOne()
    {
        var corpus = new VectorCorpus([3, 4, 0, 2], 2, ["a"], [new(0, 0, 2)]);

        Near([0.6, 0.8, 0, 1], CommonComponents.Fit(corpus, [0], 0).Remove(corpus).Values);
    }

    [Fact]
    public void WhatIsNothingButTheCommonDirectionStaysAVector()
    {
        var corpus = new VectorCorpus([2, 0, 0, 1, 2, 0, 3, 0], 2, ["a"], [new(0, 0, 4)]);

        var rest = CommonComponents.Fit(corpus, [0, 2, 3]).Remove(corpus);

        for (var row = 0; row < 4; row++) Assert.Equal(1, rest[row].ToArray().Sum(value => value * value), 5);
    }

    [Fact]
    public void MoreComponentsThanThereCanBeAreRefused()
    {
        var corpus = new VectorCorpus(Tensor.Normal(new Rng(1), 0, 1, 4, 3).ToArray(), 3, ["a"], [new(0, 0, 4)]);

        Assert.Throws<ArgumentOutOfRangeException>(() => CommonComponents.Fit(corpus, [0, 1, 2, 3], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => CommonComponents.Fit(corpus, [0], 2));
    }

    [Fact]
    public void AFolderIsReadWithItsFoldersInOrder()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in new[] { ("b.txt", "Sea."), ("a/2.txt", "Land."), ("a/10.txt", "King."), ("empty.txt", " \n"), ("notes.md", "Sea.") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), text);
        }

        Assert.Equal([new("a/10", "King."), new("a/2", "Land."), new("b", "Sea.")], TextDocument.ReadFolder(folder.Path));

        var read = DocumentVectors.Read(folder.Path, () => new WordVectors(Words.Words, [1, 0, 0, 1, 1, 1, 0, 0]));
        Assert.True(read.IsRaw);
        Assert.Equal(3, read.Corpus.Count);
        Assert.Throws<FileNotFoundException>(() => DocumentVectors.Read(folder.File("none"), () => Words));
        Directory.CreateDirectory(folder.File("bare"));
        Assert.Throws<InvalidDataException>(() => DocumentVectors.Read(folder.File("bare"), () => Words));
    }

    [Fact]
    public void ASingleTextIsCutIntoParts()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("book.txt"), string.Join(' ', Enumerable.Repeat("The sea. The land. The king.", 80)));

        var read = DocumentVectors.Read(folder.Path, () => new WordVectors(Words.Words, [1, 0, 0, 1, 1, 1, 0, 0]), context: 3);

        Assert.Equal(15, read.Corpus.Documents.Count);
        Assert.Contains("There is one document: cut into 15 contiguous parts, 4 vectors apart", read.Notes[^1], StringComparison.Ordinal);
    }

    static void Near(double[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5);
    }
}
