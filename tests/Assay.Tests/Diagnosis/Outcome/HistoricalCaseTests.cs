using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Tests.Diagnosis.Outcome;

/// <summary>Mistakes that were once made in earnest, as traces written by hand.</summary>
public class HistoricalCaseTests
{
    static HashSet<string> Fired(TraceOf trace) => [.. Doctor.Examine(trace.Make()).Findings.Select(finding => finding.Id)];

    [Fact]
    public void TheMonitorsPlateauIsNothingLearnedAndNoLimitOfCapacity()
    {
        // Losses of the updates as they were reported, epoch by epoch; whoever froze the weights found the score of predicting zero.
        double[] online = [0.413, 0.402, 0.436, 0.396, 0.377, 0.384, 0.419, 0.425, 0.435, 0.409, 0.473, 0.481, 0.481, 0.472, 0.466, 0.469, 0.461, 0.377, 0.378, 0.374, 0.368, 0.365, 0.370, 0.376, 0.374];
        var trace = new TraceOf().With("online/loss", online.Length, i => online[i], every: 40000).With("train/mse", online.Length, _ => 0.49998, every: 40000).With("test/mse", online.Length, _ => 0.49998, every: 40000)
            .Setting("hidden", 64.0).Record(record =>
            {
                record.Study = "frequency";
                record.Metrics["test/mse"] = 0.49998;
                record.Baselines["zero"] = new() { ["test/mse"] = 0.5 };
                record.Baselines["linear-filter"] = new() { ["test/mse"] = 0.5025 };
                record.Baselines["memoryless"] = new() { ["test/mse"] = 0.5001 };
                record.Ablations["none"] = new() { ["test/mse"] = 0.49998 };
                record.Ablations["signal-shuffled"] = new() { ["test/mse"] = 0.49999 };
                record.Ablations["signal-zeroed"] = new() { ["test/mse"] = 0.5 };
                record.Ablations["state-reset"] = new() { ["test/mse"] = 0.49998 };
            });
        var fired = Fired(trace);
        Assert.Superset(new HashSet<string> { "nothing-learned", "input-uninformative", "input-ignored" }, fired);
        Assert.DoesNotContain("capacity-limit", fired);
        // 0.500 over 0.375 is a third more: what the updates follow is one tone of four.
        Assert.Contains("0.374", OutcomeCase.Ask("nothing-learned", trace)!.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLowLossOfTheFirstBlockIsTheUpdatesOwn() =>
        Assert.Contains("online-misleads", Fired(new TraceOf().With("online/loss", 20, _ => 0.03024).With("train/mse", 20, _ => 0.07445).With("test/mse", 20, _ => 0.07435)
            .Record(record => record.Baselines["zero"] = new() { ["test/mse"] = 0.5 })));

    [Fact]
    public void AttentionToTheEncoderIsABypassedBottleneck()
    {
        var trace = new TraceOf().With("valid/cosine", 10, i => 0.9 - 0.5 / (i + 1)).Setting("attend", "encoder").Setting("bottleneck", 64.0).Record(record =>
        {
            record.Judged = new JudgedMetric("test/cosine", 1);
            (record.Best["test/cosine"], record.Best["test/compression"]) = (0.93, 0.97);
            record.Baselines["mean vector"] = new() { ["test/cosine"] = 0.14 };
            record.Ablations["code of another window"] = new() { ["test/cosine"] = 0.91 };
            record.Ablations["encoder states zeroed"] = new() { ["test/cosine"] = 0.2, ["test/gain/kept"] = 0.08 };
        });
        Assert.Contains("bottleneck-bypassed", Fired(trace));
    }

    [Fact]
    public void WindowsThatOverlapAcrossTheSplitAndUnequalSetsOfTheModelsAreSeen()
    {
        TraceOf Model(string name, int seed, double copies) => new TraceOf().Setting("model", name).Vital("probe/shared-rows", copies).Vital("test/cosine", 0.55 + 0.01 * seed).Record(record =>
        {
            record.Judged = new JudgedMetric("test/cosine", 1);
            record.Splits["valid"] = $"8,063 windows drawn at random, split seed {seed}";
            record.Baselines["corpus mean"] = new() { ["test/cosine"] = 0.5 + 0.001 * seed };
        });
        Assert.Contains("shared-rows", Fired(Model("lstm", 1, 0.97)));
        var compared = ComparisonDoctor.Examine([Model("lstm", 1, 0.97).Make(), Model("transformer", 2, 0.97).Make()]);
        Assert.Equal(["unequal-data", "single-seed-claim"], compared.Select(finding => finding.Id));
    }

    [Fact]
    public void TheHalfLoadedCheckpointIsSeen() => Assert.Contains("checkpoint-differs", Fired(new TraceOf().Vital("start/random-tensors", 6)));

    [Fact]
    public void CurvatureWithoutEffectAndAHandfulOfTrainedParametersAreSeen()
    {
        Trace Run(double curvature, int seed) => new TraceOf().Setting("curvature", curvature).Setting("seed", (double)seed).Vital("hierarchy", -0.7 - 0.001 * seed).Vital("parameters/moved", 577)
            .Record(record => (record.Seed, record.Parameters, record.Judged) = (seed, 168_770, new JudgedMetric("hierarchy", -0.83))).Make();
        var runs = new[] { 0.5, 1.0, 2.0 }.SelectMany(curvature => new[] { 1, 2, 3 }.Select(seed => Run(curvature, seed))).ToList();
        var finding = Assert.Single(ComparisonDoctor.Examine(runs), one => one.Id == "no-effect-setting");
        Assert.Equal("curvature", finding.Where);
        Assert.Contains("577 of 168,770", Doctor.Examine(runs[0]).Findings.Single(one => one.Id == "frozen-parameters").Evidence, StringComparison.Ordinal);
    }
}
