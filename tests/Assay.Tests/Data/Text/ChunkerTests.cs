using Assay.Data.Text;
using Assay.Tensors;

namespace Assay.Tests.Data.Text;

public class ChunkerTests
{
    [Fact]
    public void AShortPoemIsOneWindowWithBothEnds()
    {
        var chunk = Assert.Single(new Chunker().Cut(Words(48), 3));

        Assert.Equal(new Chunk(3, 0, 1, 0, 50, 50, 0, 0), chunk);
    }

    [Fact]
    public void WindowsOverlapAndOnlyTheEndsAreMarked()
    {
        var chunks = new Chunker(align: false).Cut(Words(100), 0);

        Assert.Equal([(0, 50), (40, 90), (80, 102)], chunks.Select(chunk => (chunk.Start, chunk.End)));
        Assert.Equal([(0, 10), (10, 10), (10, 0)], chunks.Select(chunk => (chunk.OverlapBefore, chunk.OverlapAfter)));
        Assert.All(chunks, chunk => Assert.Equal(3, chunk.Count));
    }

    [Fact]
    public void WindowsEndAfterALineWhereThereIsOne()
    {
        var words = Words(100);
        words[41] = Marker.LineBreak;

        // Token 41 of the poem is token 42 after the start marker.
        Assert.Equal((0, 43), (new Chunker().Cut(words, 0)[0].Start, new Chunker().Cut(words, 0)[0].End));
    }

    [Fact]
    public void NoOverlapIsAChoice()
    {
        var chunks = new Chunker(overlap: 0, align: false).Cut(Words(98), 0);

        Assert.Equal([(0, 50), (50, 100)], chunks.Select(chunk => (chunk.Start, chunk.End)));
    }

    [Fact]
    public void APoemOfTooFewWordsHasNoWindows() => Assert.Empty(new Chunker().Cut(Words(4), 0));

    [Theory]
    [InlineData(50, 26)]
    [InlineData(1, 0)]
    [InlineData(50, -1)]
    public void ImpossibleWindowsAreRefused(int window, int overlap) => Assert.ThrowsAny<ArgumentException>(() => new Chunker(window, overlap));

    [Fact]
    public void EveryPoemIsCoveredAndComesTogetherAgain()
    {
        var rng = new Rng(1);
        for (var trial = 0; trial < 400; trial++)
        {
            var window = 4 + rng.NextInt(60);
            var chunker = new Chunker(window, rng.NextInt((window / 2) + 1), minimum: 5, align: rng.NextInt(2) == 0);
            var words = Words(5 + rng.NextInt(300));
            for (var i = 0; i < words.Length; i++)
                if (rng.NextInt(8) == 0) words[i] = ".";
            var framed = Chunker.Frame(words);

            var chunks = chunker.Cut(words, 0);

            Assert.Equal(1.0, Chunker.Coverage(chunks));
            Assert.All(chunks, chunk => Assert.InRange(chunk.Length, 1, window));
            Assert.Equal(framed, Chunker.Assemble(chunks, chunk => framed[chunk.Start..chunk.End]));
        }
    }

    static string[] Words(int count) => [.. Enumerable.Range(0, count).Select(i => $"w{i}")];
}
