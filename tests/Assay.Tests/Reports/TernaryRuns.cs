using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

/// <summary>Invented runs of the study ternary.</summary>
static class TernaryRuns
{
    static readonly int[] Sizes = [13122, 4374, 1458, 486, 162, 54, 18, 6, 2, 1];

    /// <summary>A run with all that a report shows.</summary>
    /// <param name="both">Whether code B was taught, too.</param>
    public static ReportedRun Whole(bool both = true) => new(
        new RunRecord
        {
            Run = "ternary-20260102-030405-9f3a", Study = "ternary", Preset = "rich", Status = RunStatus.Finished, Seed = 1, Parameters = 101_661, Seconds = 12, Steps = 456, Epochs = 12,
            Judged = new JudgedMetric("hierarchy", TernaryMetrics.Ceiling), Verdict = "All 19,683 operations come back from their codes.", Settings = new() { ["start"] = "", ["evaluate"] = "mean" },
            Best = new(Metrics(-0.8312, 0.0081, both)) { ["epoch"] = 11, ["step"] = 418, ["parameters/moved"] = 97_149, ["start/coverage"] = 0.0001, ["start/hierarchy"] = 0.3141, ["start/richness"] = 6.25e-7 },
            Metrics = Metrics(-0.8299, 0.0079, both),
            Baselines = new()
            {
                ["level 0 against the rest"] = new() { ["hierarchy"] = -0.8017, ["richness"] = 0.0209, ["auc/v0"] = 1, ["auc/v1"] = 0.4987 },
                ["one radius a level"] = new() { ["hierarchy"] = -1, ["richness"] = 8e-27 },
            },
        },
        RunStatus.Finished,
        [.. Enumerable.Range(1, 6).Select(epoch => new RunEvent(epoch * 38, epoch, epoch,
            [("train/loss", 9.0 / epoch), ("coverage", 1 - (0.5 / epoch)), ("hierarchy", -0.8 + (0.1 / epoch)), ("richness", 0.01 / epoch),
                ("update/encoder_a.fc_mu.weight/ratio", 0.002 * epoch), ("update/proj_a.direction_net.0.weight/ratio", 0), ("update/proj_a.radius_net.0.weight/ratio", 0.001)], null))])
    {
        Levels = Levels(both),
    };

    public static LevelEvaluation Levels(bool both = true) => new()
    {
        Checkpoint = "best", Step = 418, MaxRadius = 0.95, BoundRichness = [0, 0.02, 0.1], BoundHierarchy = [TernaryMetrics.Ceiling, -0.832, -0.5], Codes = [.. (both ? new[] { "A", "B" } : ["A"]).Select(Code)],
    };

    static LevelCode Code(string name) => new()
    {
        Name = name, Curvature = 1, Shares = [0.5, 0.25],
        Levels = [.. Sizes.Select((size, level) => new LevelRadii
        {
            Level = level, Size = size, Mean = Radius(level), Deviation = 0.01, Min = Radius(level) - 0.02, Max = Radius(level) + 0.02,
            Quantiles = [.. new[] { -0.015, -0.01, 0, 0.01, 0.015 }.Select(way => Radius(level) + way)], Histogram = [.. Enumerable.Range(0, 10).Select(bin => bin == 9 - level ? size : 0)],
        })],
        Points = [new(9, 2, 0.7, [0.3, 0.4]), new(0, 9, 0.05, [0, 0])],
    };

    static Dictionary<string, double> Metrics(double hierarchy, double richness, bool both)
    {
        var metrics = new Dictionary<string, double> { ["coverage"] = 0.9998 };
        foreach (var suffix in both ? new[] { "", "/b" } : [""])
        {
            (metrics["hierarchy" + suffix], metrics["richness" + suffix], metrics["richness/weighted" + suffix]) = (hierarchy, richness, 0.0517);
            (metrics["distance" + suffix], metrics["q" + suffix], metrics["radii/distinct" + suffix]) = (0.4321, 1.6789, 19_010);
            for (var level = 0; level < Sizes.Length; level++) (metrics[$"radius/v{level}{suffix}"], metrics[$"variance/v{level}{suffix}"]) = (Radius(level), level == 0 ? 10 * richness : 0);
            for (var level = 0; level < Sizes.Length - 1; level++) metrics[$"auc/v{level}{suffix}"] = level == 6 ? 0.8765 : 1;
        }

        return metrics;
    }

    static double Radius(int level) => 0.9 - (0.09 * level);
}
