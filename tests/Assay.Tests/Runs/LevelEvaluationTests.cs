using Assay.Runs;
using Assay.Tests.Reports;

namespace Assay.Tests.Runs;

public sealed class LevelEvaluationTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Path => _folder.File(RunFiles.Levels);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var written = TernaryRuns.Levels();

        written.Write(_folder.Path);
        var read = new RunReader(_folder.Path).Levels()!;

        Assert.Equal((written.Checkpoint, written.Step, written.MaxRadius), (read.Checkpoint, read.Step, read.MaxRadius));
        Assert.Equal(written.BoundHierarchy, read.BoundHierarchy);
        Assert.Equal(["A", "B"], read.Codes.Select(code => code.Name));
        Assert.Equal(written.Codes[1].Levels[3].Histogram, read.Codes[1].Levels[3].Histogram);
        Assert.Equal(written.Codes[0].Levels[9].Quantiles, read.Codes[0].Levels[9].Quantiles);
        Assert.Equal(written.Codes[0].Points[0].Place, read.Codes[0].Points[0].Place);
    }

    [Fact]
    public void ARunWithoutOneHasNone() => Assert.Null(LevelEvaluation.Read(_folder.Path));

    [Theory]
    [InlineData("\"format\":1", "\"format\":2", "format 2; this version reads format 1")]
    [InlineData("\"maxRadius\":0.95", "\"maxRadius\":0", "needed: a positive one")]
    [InlineData("\"codes\":[", "\"code\":[", "missing required properties")]
    [InlineData("\"boundRichness\":[", "\"boundRichness\":[0,", "4 values of richness and 3 of the hierarchy")]
    [InlineData("\"quantiles\":[", "\"quantiles\":[0,", "6 quantiles; needed: 5")]
    [InlineData("13122]", "13121]", "13121 radii in 10 bins; needed: 13122 in 10")]
    [InlineData("\"place\":[", "\"place\":[0,", "3 coordinates; needed: 2")]
    [InlineData("\"checkpoint\"", "checkpoint", "is an invalid")]
    public void ADamagedOneIsRefusedByNameAndReason(string part, string damage, string expected)
    {
        TernaryRuns.Levels().Write(_folder.Path);
        var text = File.ReadAllText(Path);
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(Path, text.Replace(part, damage, StringComparison.Ordinal));

        var refused = Assert.Throws<InvalidDataException>(() => LevelEvaluation.Read(_folder.Path));

        Assert.StartsWith(Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ListsThatDoNotBelongTogetherAreNotWritten() =>
        Assert.Contains("needed: as many of each", Assert.Throws<ArgumentException>(() => (TernaryRuns.Levels() with { BoundRichness = [0] }).Write(_folder.Path)).Message, StringComparison.Ordinal);
}
