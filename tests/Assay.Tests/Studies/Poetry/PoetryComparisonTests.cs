using Assay.Runs;
using Assay.Studies.Poetry;

namespace Assay.Tests.Studies.Poetry;

public sealed class PoetryComparisonTests
{
    [Fact]
    public void EachRunIsHeldAgainstComponentsOfAsManyFloats()
    {
        var (verdict, findings) = new PoetryStudy().Conclude([Member(16, 0.5, 0.48), Member(64, 0.7, 0.53), Member(128, 0.58, 0.59)]);

        Assert.StartsWith("2 of 3 runs have a higher token cosine", verdict, StringComparison.Ordinal);
        Assert.Contains("The highest is 0.700 with a bidirectional lstm of 256, code 64, hybrid loss, where principal components have 0.530", verdict, StringComparison.Ordinal);
        Assert.Contains("the least gain over them is -0.010", verdict, StringComparison.Ordinal);
        Assert.Contains("code 128", Assert.Single(findings).Evidence, StringComparison.Ordinal);
        Assert.Empty(new PoetryStudy().Conclude([Member(16, 0.5, 0.48)]).Findings);
    }

    [Fact]
    public void WhatReadsAroundTheCodeIsNoCompressor()
    {
        var (verdict, findings) = new PoetryStudy().Conclude([Member(16, 0.5, 0.48), Member(16, 0.98, 0.99, "encoder")]);

        Assert.StartsWith("1 of 1 runs", verdict, StringComparison.Ordinal);
        Assert.Contains("1 read around the code and are no compressors; the best of them copies with 0.980", verdict, StringComparison.Ordinal);
        Assert.Empty(findings);
    }

    static RunRecord Member(double bottleneck, double cosine, double pca, string attend = "none") => new()
    {
        Run = $"run-{bottleneck}-{attend}", Study = "poetry",
        Settings = new() { ["attend"] = attend, ["bidirectional"] = true, ["cell"] = "lstm", ["hidden"] = 256.0, ["bottleneck"] = bottleneck, ["loss"] = "hybrid" },
        Best = new() { ["test/cosine"] = cosine, ["test/mse"] = 0.04 },
        Baselines = new() { ["mean vector"] = new() { ["test/cosine"] = 0.4, ["test/mse"] = 0.06 }, [$"PCA, {bottleneck} floats"] = new() { ["test/cosine"] = pca, ["test/mse"] = 0.05 } },
    };
}
