using Assay.Reports;
using Assay.Runs;
using Assay.Tests.Runs;

namespace Assay.Tests.Reports;

public sealed class GradientSectionTests
{
    [Fact]
    public void ShowsEarlyMiddleAndLateOfEachNet()
    {
        var document = new Document("run");
        GradientSection.Write(document, SampleRuns.Learned() with { Gradients = History() });

        var text = document.Markdown();
        Assert.Contains("## Gradients through time", text, StringComparison.Ordinal);
        Assert.Matches(@"\| encoder.l0 +\| forwards +\| +3 \| +0.01 \| +0.03 \| +0.05 \|", text);
        Assert.Matches(@"\| encoder.l0\\?_reverse +\| backwards", text);
        var figure = document.Figures()["gradient-through-time-1.svg"];
        foreach (var update in new[] { "update 20", "update 60", "update 100" }) Assert.Contains(update, figure, StringComparison.Ordinal);
        Assert.DoesNotContain("update 40", figure, StringComparison.Ordinal);
        Assert.Contains("gradient-retention.svg", document.Figures().Keys);
    }

    [Fact]
    public void IsLeftOutWhereTheRunKeptNothing()
    {
        var document = new Document("run");
        GradientSection.Write(document, SampleRuns.Learned());

        Assert.Empty(document.Blocks);
    }

    [Fact]
    public void HistoriesSurviveTheirFile()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(GradientHistory.Load(folder.Path));
        var history = new GradientHistory([new GradientCurve(20, 1, "l0", false, double.NaN, [0.5, double.NaN, 1e-9])]);

        history.Save(folder.Path);

        var read = Assert.Single(GradientHistory.Load(folder.Path)!.Curves);
        Assert.Equal((20, 1, "l0", false), (read.Step, read.Epoch, read.Net, read.Reverse));
        Assert.Equal([0.5, double.NaN, 1e-9], read.Norms);
        File.WriteAllText(folder.File(RunFiles.Gradients), "{\"curves\": [");
        Assert.Throws<InvalidDataException>(() => GradientHistory.Load(folder.Path));
    }

    static GradientHistory History() => new([.. Enumerable.Range(1, 5).SelectMany(look => new[] { "encoder.l0", "encoder.l0_reverse" }.Select(net =>
        new GradientCurve(20 * look, look, net, net.EndsWith("reverse", StringComparison.Ordinal), 0.01 * look, [0.01 * look, 0.1, 1])))]);
}
