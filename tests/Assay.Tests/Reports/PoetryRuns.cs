using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

/// <summary>Invented runs that are judged by a cosine and score single poems.</summary>
static class PoetryRuns
{
    /// <summary>A run of some settings and a seed with its cosine; principal components reach 0.6, the mean vector 0.5.</summary>
    public static ReportedRun Run(double bottleneck, string cell, long seed, double cosine, ItemScores? items = null) => new(
        new RunRecord
        {
            Run = $"poetry-{cell}-{bottleneck}-{seed}",
            Study = "poetry",
            Preset = "budgets",
            Status = RunStatus.Finished,
            Seed = seed,
            Judged = new JudgedMetric("test/cosine", 1),
            Settings = new() { ["bottleneck"] = bottleneck, ["cell"] = cell },
            Best = new() { ["test/cosine"] = cosine, ["test/floats"] = bottleneck, ["step"] = 10, ["epoch"] = 2 },
            Baselines = new() { ["mean vector"] = new() { ["test/cosine"] = 0.5 }, [$"PCA, {bottleneck} floats"] = new() { ["test/cosine"] = 0.6 } },
        },
        RunStatus.Finished,
        [.. Enumerable.Range(1, 4).Select(epoch => new RunEvent(epoch * 5, epoch, epoch, [("valid/cosine", cosine * epoch / 4), ("train/loss", 1.0 / epoch)], null))],
        Items: items);

    /// <summary>Scores of poems by name.</summary>
    public static ItemScores Items(params (string Poem, double Cosine)[] poems) => new(
        "poem", "test", [.. poems.Select(poem => poem.Poem)],
        new Dictionary<string, double[]> { ["test/cosine"] = [.. poems.Select(poem => poem.Cosine)] },
        new Dictionary<string, IReadOnlyDictionary<string, double[]>>
        {
            ["mean vector"] = new Dictionary<string, double[]> { ["test/cosine"] = [.. poems.Select(poem => poem.Cosine - 0.1)] },
        });
}
