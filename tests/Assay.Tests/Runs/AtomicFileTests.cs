using Assay.Runs;

namespace Assay.Tests.Runs;

public sealed class AtomicFileTests
{
    [Fact]
    public void ReplacesTheOldFileAndLeavesNothingElse()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("deep/er/a.txt");
        AtomicFile.Write(path, "old"u8.ToArray());
        AtomicFile.Write(path, "new"u8.ToArray());
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFailureHalfWayKeepsTheOldFile(bool diskFull)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.txt");
        AtomicFile.Write(path, "old"u8.ToArray());

        void WriteHalf(Stream stream)
        {
            stream.Write("half"u8);
            stream.Flush();
            throw diskFull ? new IOException("No space left on device") : new InvalidOperationException("bug");
        }

        var error = Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, WriteHalf));
        Assert.Equal(diskFull, error is IOException);
        Assert.Equal(diskFull ? $"cannot write '{path}': No space left on device" : "bug", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void TheOldFileStandsUntilTheNewOneIsComplete()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.txt");
        AtomicFile.Write(path, "old"u8.ToArray());
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void ReadersNeverSeeAPartWhileManyWrite()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.txt");
        AtomicFile.Write(path, new byte[5000]);
        Parallel.For(1, 65, i =>
        {
            if (i % 2 == 0) AtomicFile.Write(path, Enumerable.Repeat((byte)i, 5000).ToArray());
            else Assert.Equal(1, File.ReadAllBytes(path).GroupBy(value => value).Count(group => group.Count() == 5000));
        });
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsNamed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        var path = folder.File("file/a.txt");
        Assert.Contains(path, Assert.ThrowsAny<IOException>(() => AtomicFile.Write(path, [1])).Message);
    }
}
