using Assay.Data.Sequences;
using Assay.Data.Vectors;
using Assay.Tensors;

namespace Assay.Tests.Cli;

[Collection("program")]
public sealed class DataTests : IDisposable
{
    readonly Call _call = new();

    public void Dispose() => _call.Dispose();

    [Fact]
    public void AnArchiveIsInspectedInWords()
    {
        Assert.Equal((0, ""), (_call.Run("data", "inspect", Archive()), _call.Error));

        Assert.Equal("90 vectors of 8 numbers in 3 documents, 3 segments without gaps", _call.Lines[0]);
        Assert.Contains(_call.Lines, line => line.StartsWith("PLACES APART", StringComparison.Ordinal));
        Assert.Contains(_call.Lines, line => line.StartsWith("There are 75 windows of 5 and a target.", StringComparison.Ordinal));
    }

    [Fact]
    public void OneJsonDocumentHasTheSame()
    {
        Assert.Equal(0, _call.Run("data", "inspect", Archive(), "--json"));

        Assert.Equal((90, 8, 3, 10), (_call.Json.GetProperty("vectors").GetInt32(), _call.Json.GetProperty("dimension").GetInt32(), _call.Json.GetProperty("documents").GetInt32(), _call.Json.GetProperty("profile").GetArrayLength()));
        Assert.Equal("There are 75 windows of 5 and a target.", _call.Json.GetProperty("verdict")[0].GetString());
    }

    [Fact]
    public void AFolderOfTextsIsInspectedWithWordVectors()
    {
        var texts = Directory.CreateDirectory(Path.Combine(_call.Folder, "texts")).FullName;
        for (var i = 0; i < 4; i++) File.WriteAllText(Path.Combine(texts, $"{i}.txt"), string.Join(' ', Enumerable.Repeat("The sea is wide. The land is dry. The king is old.", 5)));
        new WordVectors(["sea", "land", "king", "is"], Tensor.Normal(new Rng(2), 0, 1, 4, 6).ToArray()).Save(Path.Combine(_call.Folder, "tiny.assayvec"));

        Assert.Equal((0, ""), (_call.Run("data", "inspect", texts, "--vectors", "tiny", "--set", $"vectors.folder={_call.Folder}"), _call.Error));

        Assert.Equal("60 vectors of 6 numbers in 4 documents, 4 segments without gaps", _call.Lines[0]);
        Assert.Contains("57 vectors repeat an earlier one bit for bit", _call.Out, StringComparison.Ordinal);
        Assert.Contains("of 240 words have a vector", _call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAPathTheStreamIsInspected()
    {
        Assert.Equal((0, ""), (_call.Run("data", "inspect", "--set", "stream.documents=30", "--set", "stream.vectors=900", "--set", "stream.width=16"), _call.Error));

        Assert.StartsWith("900 vectors of 16 numbers in 30 documents", _call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "do what with data? There is inspect", "data")]
    [InlineData(2, "there is no action 'inspct' (did you mean 'inspect'?)", "data", "inspct")]
    [InlineData(1, "no such .npz file or folder", "data", "inspect", "/nowhere/x.npz")]
    public void MistakesAreOneLine(int code, string message, params string[] args)
    {
        Assert.Equal(code, _call.Run(args));

        Assert.Contains(message, _call.Error, StringComparison.Ordinal);
        Assert.Single(_call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    string Archive()
    {
        var path = Path.Combine(_call.Folder, "vectors.npz");
        SequenceArchive.Write(path, new VectorCorpus(Tensor.Normal(new Rng(1), 0, 1, 90, 8).ToArray(), 8, ["a", "b", "c"], [new(0, 0, 30), new(1, 30, 30), new(2, 60, 30)]));
        return path;
    }
}
