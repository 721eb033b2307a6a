namespace Assay.Tests.Cli;

[Collection("program")]
public sealed class VectorsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("assay-vectors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void VectorsAreTrainedListedAndLookedInto()
    {
        var poems = Write("poems.txt", string.Join("\n---\n", Enumerable.Repeat("the sea is cold and the sea is wide\nthe boat is small and the boat is wet", 6)));

        Assert.StartsWith("12 words of 8 numbers from 6 texts", Run("train", "--data", poems, "--dimension", "8", "--epochs", "5", "--name", "small"), StringComparison.Ordinal);
        Assert.Contains("small", Run("list"), StringComparison.Ordinal);
        Assert.Equal(4, Run("nearest", "small", "sea", "--count", "3").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(3, Run("analogy", "small", "sea", "boat", "cold", "--count", "2").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var analysis = Run("analyse", "small", "--data", poems);
        Assert.Contains("9 of 9 words have a vector", analysis, StringComparison.Ordinal);
        Assert.Contains("vectors of small", analysis, StringComparison.Ordinal);
    }

    [Fact]
    public void ATextFileIsImportedUnderItsName()
    {
        var text = Write("tiny.txt", "sea 1 2\nland 3 4\n");

        Assert.StartsWith("2 words in ", Run("import", text), StringComparison.Ordinal);
        Assert.Contains("land", Run("nearest", "tiny", "sea"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "do what with vectors?")]
    [InlineData(2, "there is no action 'trian' (did you mean 'train'?)", "trian")]
    [InlineData(2, "needed: assay vectors import FILE; given 0 word(s)", "import")]
    [InlineData(2, "there is no 'glove' to fetch", "fetch", "glove")]
    [InlineData(2, "--epochs must be at least 1", "train", "--epochs", "0")]
    [InlineData(1, "no such file of word vectors", "import", "/nowhere/file.txt")]
    [InlineData(1, "There are no vectors 'none'", "nearest", "none", "sea")]
    [InlineData(1, "cannot be the name of word vectors", "train", "--name", "../x")]
    public void MistakesAreOneLine(int code, string message, params string[] args)
    {
        using var call = new Call();

        Assert.Equal(code, call.Run(["vectors", .. args, "--vectors", _folder]));

        Assert.Contains(message, call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    string Run(params string[] args)
    {
        using var call = new Call();
        Assert.Equal((0, ""), (call.Run(["vectors", .. args, "--vectors", Path.Combine(_folder, "store")]), call.Error));
        return call.Out;
    }

    string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
