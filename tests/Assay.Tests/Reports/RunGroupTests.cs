using Assay.Reports;
using Assay.Statistics;

namespace Assay.Tests.Reports;

public sealed class RunGroupTests
{
    static readonly double[] Wide = [0.70, 0.74, 0.72];

    static IReadOnlyList<RunGroup> Groups() => RunGroup.Of([.. Enumerable.Range(0, 3).SelectMany(seed => new[]
    {
        PoetryRuns.Run(16, "rnn", seed + 1, Wide[seed] - 0.1 - 0.001 * seed), PoetryRuns.Run(64, "rnn", seed + 1, Wide[seed]),
    })]);

    [Fact]
    public void RunsThatDifferOnlyInTheirSeedsAreOneGroup()
    {
        var groups = Groups();

        Assert.Equal(["bottleneck 16", "bottleneck 64"], groups.Select(group => group.Label));
        Assert.All(groups, group => Assert.Equal([1, 2, 3], group.Runs.Select(run => run.Record.Seed)));
        Assert.Equal(["test/cosine", "test/floats"], groups[0].Metrics);
    }

    [Fact]
    public void MeansAndDifferencesHaveStudentsIntervals()
    {
        var groups = Groups();

        Assert.Equal((StudentInterval.Of(Wide), StudentInterval.Deviation(Wide), 3), groups[1].Over("test/cosine"));
        var components = groups[1].Over("test/cosine", "PCA, 64 floats")!.Value;
        Assert.Equal(0.12, components.Mean.Value, 9);
        Assert.Equal(StudentInterval.Of(Wide).Low - 0.6, components.Mean.Low, 9);
        var wider = groups[1].Over("test/cosine", groups[0])!.Value.Mean;
        Assert.Equal(0.101, wider.Value, 9);
        Assert.True(wider.High - wider.Low < 0.01, "pairing by seed takes out what seeds have in common");
        Assert.Null(groups[0].Over("test/unknown"));
        Assert.Null(groups[0].Over("test/cosine", RunGroup.Of([PoetryRuns.Run(8, "rnn", 9, 0.3)])[0]));
    }

    [Fact]
    public void TheSentenceNamesTheStrongestBaselineAndWhetherItIsBeaten()
    {
        var better = SeedTable.Sentence(RunGroup.Of([.. Wide.Select((cosine, seed) => PoetryRuns.Run(64, "rnn", seed, cosine))]));
        Assert.Equal("test/cosine over 3 seeds 0.72 (0.6703 to 0.7697), 0.12 (0.0703 to 0.1697) better than PCA, 64 floats.", better);

        var open = SeedTable.Sentence(RunGroup.Of([PoetryRuns.Run(64, "rnn", 1, 0.55), PoetryRuns.Run(64, "rnn", 2, 0.64)]));
        Assert.Contains("worse than PCA, 64 floats, which the seeds leave open.", open);
    }

    [Fact]
    public void ErrorsAreBetterWhereTheyAreSmaller()
    {
        var sentence = SeedTable.Sentence(RunGroup.Of([SampleRuns.NothingLearned(64, 0.3), SampleRuns.NothingLearned(128, 0.6)]));
        Assert.Contains("hidden 64: test/mse over 1 seed 0.3, 0.2999 worse than clock-lstm", sentence);
        Assert.Contains("hidden 128: test/mse over 1 seed 0.6, 0.5999 worse than clock-lstm", sentence);
    }

    [Fact]
    public void TablesPutTheJudgedMetricFirstAndMarkWhatIsSure()
    {
        var tables = SeedTable.Of(Groups());

        Assert.Equal(["test/cosine", "test/floats"], tables.Select(table => table.Metric));
        Assert.Equal(["", "seeds", "mean (95 %)", "sd", "less bottleneck 16", "less mean vector", "less others"], tables[0].Columns);
        Assert.EndsWith(" *", tables[0].Rows[1][4]);
        Assert.StartsWith("+0.101 (", tables[0].Rows[1][4]);
        Assert.Equal("–", tables[0].Rows[0][4]);
        Assert.StartsWith("PCA, 64 floats: +0.12 (", tables[0].Rows[1][6]);
        Assert.Empty(SeedTable.Of(RunGroup.Of([PoetryRuns.Run(8, "rnn", 1, 0.3), PoetryRuns.Run(16, "rnn", 1, 0.4)])));
    }
}
