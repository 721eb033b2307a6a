using Assay.Cli;
using Assay.Runs;

namespace Assay.Tests.Cli;

public class ResultsTests
{
    static readonly RunRecord Record = new()
    {
        Study = "fake",
        Best = new() { ["test/cosine"] = 0.5, ["test/code/dead"] = 3, ["epoch"] = 2 },
        Baselines = new() { ["mean vector"] = new() { ["test/cosine"] = 0.25 }, ["PCA, 64 floats"] = new() { ["test/cosine"] = 0.375 } },
    };

    [Fact]
    public void WhatNoBaselineHasStandsApart() => Assert.Equal(
        """
                     best  mean vector  PCA, 64 floats
        test/cosine   0.5         0.25           0.375

                        best
        test/code/dead     3

        """, Print(int.MaxValue));

    [Fact]
    public void ColumnsThatDoNotFitFollowBelow()
    {
        var text = Print(40);

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 40));
        foreach (var word in (string[])["best", "mean vector", "PCA, 64 floats", "0.25", "0.375"]) Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("test/cosine").Length - 1);
    }

    static string Print(int width)
    {
        var to = new StringWriter { NewLine = "\n" };
        Results.Of(Record).Print(new Terminal { Out = to, Error = to, OutIsLive = width < int.MaxValue, Size = () => (width, 30) });
        return to.ToString();
    }
}
