using Assay.Runs;

namespace Assay.Tests.Cli;

[Collection("program")]
public class SeedsTests
{
    static (RunReader Parent, List<RunReader> Children) Read(Call call)
    {
        var store = new RunStore(call.Runs);
        var parent = store.List().Single(run => run.Record.Seeds.Count > 0);
        return (parent, [.. parent.Record.Children.Select(store.Open)]);
    }

    [Fact]
    public void EachSeedIsARunOfItsOwn()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("train", "fake", "--seeds", "3", "--seed", "7"));

        var (parent, children) = Read(call);
        Assert.Equal([7, 8, 9], parent.Record.Seeds);
        Assert.Equal([7, 8, 9], children.Select(child => child.Record.Seed));
        Assert.All(children, child => Assert.Equal((RunStatus.Finished, 0), (child.Status, child.Record.Seeds.Count)));
        Assert.Equal("test/mse over 3 seeds 0.0323 (0.0323 to 0.0323), 0.4677 (0.4677 to 0.4677) better than zero.", parent.Record.Verdict);
        Assert.Contains(call.Lines, line => line.Contains("fake 2 of 3: seed 8", StringComparison.Ordinal));
        Assert.Contains("Over seeds", File.ReadAllText(Path.Combine(parent.Folder, RunFiles.MarkdownReport)), StringComparison.Ordinal);
    }

    [Fact]
    public void EachMemberIsTrainedWithEachSeed()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("train", "fake", "--preset", "widths", "--seeds", "3,5"));

        var (parent, children) = Read(call);
        Assert.Equal([(4.0, 3L), (16.0, 3L), (4.0, 5L), (16.0, 5L)], children.Select(child => ((double)child.Record.Settings["model.width"]!, child.Record.Seed)));
        Assert.StartsWith("model.width 4: test/mse over 2 seeds", parent.Record.Verdict);
        Assert.EndsWith("Seed 3 alone: 2 widths count alike.", parent.Record.Verdict);
        Assert.Contains(call.Lines, line => line.Contains("widths 3 of 4: model.width 4, seed 5", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatWasStoppedGoesOnWithTheSameSeeds()
    {
        using var call = new Call();
        var steps = 0;
        call.Study = new FakeStudy { BeforeStep = step => { if (++steps == 15) throw new IOException("the disk is full"); } };
        Assert.Equal(1, call.Verb("train", "fake", "--preset", "short", "--seeds", "2", "--seed", "4"));
        call.Study = new FakeStudy();

        Assert.Equal(0, call.Verb("resume", "latest"));

        var (parent, children) = Read(call);
        Assert.Equal(RunStatus.Finished, parent.Status);
        Assert.Equal([4, 5], children.Select(child => child.Record.Seed));
        Assert.All(children, child => Assert.Equal(RunStatus.Finished, child.Status));
    }

    [Fact]
    public void ShowAndCompareTellWhatSeedsShow()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--preset", "widths", "--seeds", "2", "--quiet");

        Assert.Equal(0, call.Verb("show", "latest"));
        Assert.Contains("test/mse over seeds, differences paired by seed; * the interval leaves 0 out", call.Out);
        Assert.Contains(call.Lines, line => line.StartsWith("  less zero", StringComparison.Ordinal) && line.Contains("-0.4524", StringComparison.Ordinal));

        Assert.Equal(0, call.Verb("compare", "latest", "--out", Path.Combine(call.Folder, "report")));
        Assert.Contains("All have the same 6 test rows.", call.Out);
        Assert.Contains("model.width 16 against model.width 4: beyond doubt test/mse lower by 0.012.", call.Out);
        Assert.True(File.Exists(Path.Combine(call.Folder, "report", "figures", "by-item.svg")));

        Assert.Equal(0, call.Verb("compare", "latest", "--json"));
        Assert.Equal([1, 2], call.Json.GetProperty("groups")[0].GetProperty("seeds").EnumerateArray().Select(seed => seed.GetInt32()));
        Assert.Equal(-0.012, call.Json.GetProperty("items").GetProperty("sides")[1].GetProperty("differences").GetProperty("test/mse").GetProperty("value").GetDouble(), 9);
        Assert.Equal(4, call.Json.GetProperty("runs").GetArrayLength());
        Assert.Equal(0, call.Verb("show", "latest", "--json"));
        Assert.Equal(2, call.Json.GetProperty("groups").GetArrayLength());
    }

    [Fact]
    public void RunsOfDifferentSeedsShareOnlySomeItems()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--seed", "1", "--quiet");
        call.Verb("train", "fake", "--seed", "3", "--quiet");

        Assert.Equal(0, call.Verb(["compare", .. new RunStore(call.Runs).List().Select(run => run.Id)]));

        Assert.Contains("3 test rows are shared by all; left out: seed 3 2 of 5, seed 1 2 of 5.", call.Out);
        Assert.Contains("because the seeds differ", call.Out);
    }

    [Theory]
    [InlineData("1", "from 2 to 1000")]
    [InlineData("two", "--seeds is 'two'")]
    [InlineData("3,3", "seed 3 twice")]
    [InlineData("3,-1", "--seeds is '-1'")]
    public void SeedsThatMakeNoSenseAreRefused(string seeds, string problem)
    {
        using var call = new Call();

        Assert.Equal(2, call.Verb("train", "fake", "--seeds", seeds));
        Assert.Contains(problem, call.Error);
        Assert.Empty(new RunStore(call.Runs).List());
    }

    [Fact]
    public void AListAndAFirstSeedExcludeEachOther()
    {
        using var call = new Call();

        Assert.Equal(2, call.Verb("train", "fake", "--seeds", "3,4", "--seed", "2"));
        Assert.Contains("needed: one of them", call.Error);
    }

    [Fact]
    public void ADryRunNamesTheSeeds()
    {
        using var call = new Call();

        Assert.Equal(0, call.Verb("train", "fake", "--seeds", "2", "--dry-run"));
        Assert.Contains("seeds   1, 2: each plan once with each", call.Out);
    }
}
