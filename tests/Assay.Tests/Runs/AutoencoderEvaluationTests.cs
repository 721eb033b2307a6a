using Assay.Runs;
using Assay.Tests.Reports;

namespace Assay.Tests.Runs;

public sealed class AutoencoderEvaluationTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Path => _folder.File(RunFiles.Evaluation);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var written = EvaluatedPoetry.Evaluation();

        written.Write(_folder.Path);
        var read = AutoencoderEvaluation.Read(_folder.Path)!;

        Assert.Equal(written.Predictors[0].Positions, read.Predictors[0].Positions);
        Assert.True(double.IsNaN(read.Codes!.Lengths[1]));
        Assert.Equal(written.Codes!.Points[1].Tsne, read.Codes.Points[1].Tsne);
        Assert.Equal(written.Attention!.Weights[1][0], read.Attention!.Weights[1][0]);
        Assert.Equal(written.Texts[0].Read, read.Texts[0].Read);
        Assert.Equal(written.Texts[0].Right, read.Texts[0].Right);
    }

    [Fact]
    public void ARunWithoutOneHasNone() => Assert.Null(AutoencoderEvaluation.Read(_folder.Path));

    [Theory]
    [InlineData("\"format\":1", "\"format\":2", "format 2; this version reads format 1")]
    [InlineData("\"tokens\":[", "\"token\":[", "missing required properties")]
    [InlineData("\"tokens\":[", "\"tokens\":[9,", "3 positions; needed: 4")]
    [InlineData("\"right\":[true", "\"right\":[true,true", "marks; needed: as many of each")]
    [InlineData("\"deviations\":[", "\"deviations\":[1,", "needed: as many of each")]
    [InlineData("\"checkpoint\"", "checkpoint", "is an invalid")]
    public void ADamagedOneIsRefusedByNameAndReason(string part, string damage, string expected)
    {
        EvaluatedPoetry.Evaluation().Write(_folder.Path);
        var text = File.ReadAllText(Path);
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(Path, text.Replace(part, damage, StringComparison.Ordinal));

        var refused = Assert.Throws<InvalidDataException>(() => AutoencoderEvaluation.Read(_folder.Path));

        Assert.StartsWith(Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ListsThatDoNotBelongTogetherAreNotWritten() =>
        Assert.Contains("needed: 2", Assert.Throws<ArgumentException>(() => (EvaluatedPoetry.Evaluation() with { Tokens = [1, 2] }).Write(_folder.Path)).Message, StringComparison.Ordinal);
}
