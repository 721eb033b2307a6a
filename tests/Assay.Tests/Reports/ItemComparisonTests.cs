using Assay.Reports;
using Assay.Runs;
using Assay.Statistics;

namespace Assay.Tests.Reports;

public sealed class ItemComparisonTests
{
    static readonly (string, double)[] Poems = [.. Enumerable.Range(0, 12).Select(poem => ($"{poem} Poem", 0.4 + 0.03 * poem))];

    static ReportedRun Run(double bottleneck, long seed, params (string, double)[] poems) =>
        PoetryRuns.Run(bottleneck, "rnn", seed, 0.6, PoetryRuns.Items(poems));

    static (string, double)[] Better(double by) => [.. Poems.Select((poem, index) => (poem.Item1, poem.Item2 + by + 0.001 * (index % 3)))];

    [Fact]
    public void DifferencesAreThoseOfPairs()
    {
        var items = ComparisonGroups.Items([Run(16, 1, Poems), Run(64, 1, Better(0.02))], together: false);
        var difference = items.Difference("test/cosine", 1)!.Value;

        Assert.Equal(["All have the same 12 test poems."], items.Notes);
        Assert.Equal(0.021, difference.Value, 9);
        Assert.InRange(difference.Low, 0.02, difference.Value);
        Assert.Equal(["bottleneck 64 against bottleneck 16: beyond doubt test/cosine higher by 0.021."], items.Words());
        Assert.Equal(0.1, items.Difference("test/cosine", 1, "mean vector")!.Value.Value, 9);
        Assert.Equal(0.565, items.Mean("test/cosine", 0)!.Value.Value, 9);
    }

    [Fact]
    public void WhatVariesMoreThanItDiffersStaysOpen()
    {
        (string, double)[] mixed = [.. Poems.Select((poem, index) => (poem.Item1, poem.Item2 + (index % 2 == 0 ? 0.1 : -0.09)))];
        var words = ComparisonGroups.Items([Run(16, 1, Poems), Run(64, 1, mixed)], together: false).Words();

        Assert.Equal(["bottleneck 64 against bottleneck 16: no difference is beyond doubt; open: test/cosine."], words);
    }

    [Fact]
    public void OnlySharedItemsAreComparedAndTheRestIsCounted()
    {
        var items = ComparisonGroups.Items([Run(16, 1, Poems[..8]), Run(16, 2, Better(0.02)[4..])], together: false);

        Assert.Equal(["4 Poem", "5 Poem", "6 Poem", "7 Poem"], items.Shared);
        Assert.Equal(["4 test poems are shared by all; left out: seed 1 4 of 8, seed 2 4 of 8.",
            "The held-out poems differ because the seeds differ: each seed splits the data its own way."], items.Notes);
        Assert.Equal(0.021, items.Difference("test/cosine", 1)!.Value.Value, 3);
    }

    [Fact]
    public void SeedsOfAGroupArePooledByItem()
    {
        var items = ComparisonGroups.Items(
            [Run(16, 1, ("a", 0.2), ("b", 0.4)), Run(64, 1, ("a", 0.5), ("b", 0.9)), Run(16, 2, ("b", 0.6), ("c", double.NaN)), Run(64, 2, ("b", 0.7), ("c", 1))],
            together: true);

        Assert.Equal(["bottleneck 16", "bottleneck 64"], items.Labels);
        Assert.Equal(["a", "b", "c"], items.Shared);
        Assert.Equal((0.2 + 0.5) / 2, items.Mean("test/cosine", 0)!.Value.Value, 9);
        Assert.Equal((0.3 + 0.3) / 2, items.Difference("test/cosine", 1)!.Value.Value, 9);
    }

    [Fact]
    public void ItemsCountForTheirWeights()
    {
        ReportedRun Weighed(double bottleneck, params (string, double)[] poems)
        {
            var run = Run(bottleneck, 1, poems);
            return run with { Items = run.Items! with { Weights = [9, 1] } };
        }

        var items = ComparisonGroups.Items([Weighed(16, ("a", 0.2), ("b", 0.4)), Weighed(64, ("a", 0.5), ("b", 0.4))], together: false);

        Assert.Equal(0.22, items.Mean("test/cosine", 0)!.Value.Value, 9);
        Assert.Equal(0.27, items.Difference("test/cosine", 1)!.Value.Value, 9);
        Assert.Equal(-0.27, items.Difference("test/cosine", 0, 1)!.Value.Value, 9);
        var mixed = ComparisonGroups.Items([Weighed(16, ("a", 0.2), ("b", 0.4)), Run(64, 1, ("a", 0.5), ("b", 0.4))], together: false);
        Assert.Equal(0.3, mixed.Mean("test/cosine", 0)!.Value.Value, 9);
    }

    [Fact]
    public void RunsWithoutItemsOrWithOthersAreNamed()
    {
        var lines = PoetryRuns.Items(("a", 0.5)) with { Unit = "line" };
        var items = ComparisonGroups.Items([Run(16, 1, Poems), PoetryRuns.Run(32, "rnn", 1, 0.5), PoetryRuns.Run(64, "rnn", 1, 0.5, lines)], together: false);

        Assert.Equal(["bottleneck 16"], items.Labels);
        Assert.Equal(["bottleneck 32 has no scores by item and is left out.", "bottleneck 64 scores another unit or split than the first and is left out."], items.Notes);
    }

    [Fact]
    public void TheReportShowsPairsSeedsAndRateAgainstDistortion()
    {
        List<ReportedRun> runs = [.. new[] { 1L, 2 }.SelectMany(seed => new[] { "rnn", "lstm" }.SelectMany(cell => new[] { 16.0, 64 }.Select(size =>
            PoetryRuns.Run(size, cell, seed, 0.6 + size / 1000 + 0.01 * seed, PoetryRuns.Items(Better(size / 1000))))))];
        var parent = SampleRuns.Empty();
        (parent.Record.Preset, parent.Record.Verdict) = ("budgets", "Codes of 64 are better.");
        var document = ComparisonReport.Build(runs, parent);
        var words = document.Markdown().Replace("\\", "", StringComparison.Ordinal);

        Assert.Superset(new HashSet<string> { "judged.svg", "train-loss.svg", "rate-distortion.svg", "by-item.svg" }, document.Figures().Keys.ToHashSet());
        var rates = document.Blocks.OfType<TableBlock>().Single(table => table.Columns[0].Title == "Floats");
        Assert.Equal(["Floats", "cell rnn", "cell lstm", "PCA"], rates.Columns.Select(column => column.Title));
        Assert.Equal(["16", "64"], rates.Rows.Select(row => row[0]));
        Assert.Equal("0.6", rates.Rows[0][3]);
        Assert.Contains("## Over seeds", words);
        Assert.Contains("## By poem", words);
        Assert.Contains("bottleneck 64, cell rnn against bottleneck 16, cell rnn: beyond doubt test/cosine higher by 0.048.", words);
        Assert.DoesNotContain("zero", words);
        Assert.DoesNotContain("test/mse", words);
    }

    [Fact]
    public void AComparisonJudgedByACosineCallsTheHighestBest()
    {
        var words = ComparisonReport.Build([PoetryRuns.Run(16, "rnn", 1, 0.55), PoetryRuns.Run(64, "rnn", 1, 0.7)]).Markdown().Replace("\\", "", StringComparison.Ordinal);

        Assert.Contains("bottleneck 64 is best, with 0.7 against 0.55 for bottleneck 16.", words);
        Assert.Contains("Spread from best to worst: 0.15, which is 30 % of the distance of mean vector (0.5) from 1.", words);
    }
}
