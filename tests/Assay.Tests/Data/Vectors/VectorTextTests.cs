using Assay.Data.Vectors;

namespace Assay.Tests.Data.Vectors;

public sealed class VectorTextTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("assay-vectors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("the 1 2.5 -3e-1\nsea 4 5 6\n")]
    [InlineData("2 3\nthe 1 2.5 -0.3 \r\nsea\t4\t5\t6")]
    [InlineData("the 1 2.5 -.3\n\nsea 4 5 6\nthe 7 8 9\n")]
    public void GloveAndWord2vecTextAreImported(string text)
    {
        using var vectors = Import(text);

        Assert.Equal(["the", "sea"], vectors.Words);
        Assert.Equal(3, vectors.Dimension);
        Assert.Equal([1f, 2.5f, -0.3f], vectors["the"]);
        Assert.Equal([4f, 5f, 6f], vectors["sea"]);
    }

    [Fact]
    public void WordsMayContainSpaces()
    {
        using var vectors = Import("the 1 2\n. . . 3 4\nat name@domain.com 5 6\n");

        Assert.Equal(["the", ". . .", "at name@domain.com"], vectors.Words);
        Assert.Equal([3f, 4f], vectors[". . ."]);
    }

    [Theory]
    [InlineData("", "holds no word vectors")]
    [InlineData("3 2\n", "holds no word vectors")]
    [InlineData("the 1 2\nsea 3\n", "line 2: has 1 numbers; the first line has 2")]
    [InlineData("the 1 2\nsea 3 4 5\n", "line 2: has 3 numbers; the first line has 2")]
    [InlineData("the 1 2\nsea 3 NaN\n", "line 2: 'NaN' is not a finite number")]
    [InlineData("the 1 2\nsea 3 4x\n", "line 2: '4x' is not a finite number")]
    [InlineData("the\n", "line 1: needed are a word and 1 to 8192 numbers")]
    public void RaggedLinesAreNamedAndLeaveNothingBehind(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Import(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(["vectors.txt"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void ALineWithoutEndIsRefused() =>
        Assert.Contains("a line of more than 1 MiB", Assert.Throws<InvalidDataException>(() => Import(new string('x', 3 << 20))).Message, StringComparison.Ordinal);

    [Fact]
    public void ManyLinesCrossTheReadBuffer()
    {
        const int count = 60_000;
        using var vectors = Import(string.Concat(Enumerable.Range(0, count).Select(i => $"word{i} {i} {i + 0.5} -{i}\n")));

        Assert.Equal(count, vectors.Count);
        Assert.All(Enumerable.Range(0, 100).Select(i => i * 599), i => Assert.Equal([i, i + 0.5f, -i], vectors[$"word{i}"]));
    }

    [Fact]
    public void ATruncatedStoreIsRefused()
    {
        Import("the 1 2\nsea 3 4\n").Dispose();
        var path = Path.Combine(_folder, "vectors.assayvec");
        var bytes = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 10, 31, 40, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Throws<InvalidDataException>(() => WordVectors.Open(path));
        }
        File.WriteAllText(path, "the 1 2\nsea 3 4\nand some more text to make it long enough\n");
        Assert.Contains("assay vectors import", Assert.Throws<InvalidDataException>(() => WordVectors.Open(path)).Message, StringComparison.Ordinal);
    }

    WordVectors Import(string text)
    {
        var path = Path.Combine(_folder, "vectors.txt");
        File.WriteAllText(path, text);
        var target = Path.Combine(_folder, "vectors.assayvec");
        WordVectors.Import(path, target);
        return WordVectors.Open(target);
    }
}
