using Assay.Runs;
using Assay.Studies;
using Assay.Studies.Ternary;
using Assay.Training;

namespace Assay.Tests.Studies.Ternary;

public sealed class TernaryStudyTests : IDisposable
{
    static readonly TernaryStudy Study = new();

    readonly string _folder = Directory.CreateTempSubdirectory("assay-ternary-").FullName;
    readonly StudyRuns _runs;

    public TernaryStudyTests() => _runs = new StudyRuns(Study, _folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AStoppedTrainingEndsAsTheUninterrupted()
    {
        var settings = Settings("projection.dropout=0.1", "epochs=3", "evaluate=drawn", "optimizer.fresh=true");
        var parts = _runs.Train(settings, stops: 5);
        Assert.Equal(RunStatus.Finished, parts.Status);
        StudyRuns.RequireEqual(_runs.Train(settings), parts);
    }

    [Fact]
    public void ARunWithoutStratifiedBatchesAndWithStartVariancesResumes()
    {
        var settings = Settings("stratified=-1", "loss.richness=2", "loss.level=5", "loss.separation=1", "loss.margin=1", "loss.rank=1", "loss.bands=1", "loss.spread=1", "epochs=2");
        StudyRuns.RequireEqual(_runs.Train(settings), _runs.Train(settings, stops: 3));
    }

    [Theory]
    [InlineData("controller=true", "homeostasis=true", "loss.geodesic=1")]
    [InlineData("curvature.learned=true", "radius=hyperbolic", "decode=point", "loss.geodesic=1", "loss.geodesic.rise=0.7")]
    [InlineData("optimizer=riemannian", "loss.prototypes=0.1")]
    public void WhatElseCanBeSetResumesBitForBit(params string[] assignments)
    {
        var settings = Settings([.. assignments, "epochs=2"]);
        StudyRuns.RequireEqual(_runs.Train(settings), _runs.Train(settings, stops: 3));
    }

    [Fact]
    public void PrototypesMoveAndStayInTheBall()
    {
        var settings = Settings("optimizer=riemannian", "loss.prototypes=10", "lr=0.05");
        var run = _runs.Train(settings);
        var (moved, _) = TernaryTraining.LoadModel(settings, Path.Combine(run.CheckpointsFolder, "last.safetensors"));
        var before = new TernaryTraining(settings, 3).Model.Prototypes!.ToArray();
        Assert.NotEqual(before, moved.Prototypes!.ToArray());
        Assert.All(moved.Prototypes!.ToArray().Chunk(16), row => Assert.True(Math.Sqrt(row.Sum(value => (double)value * value)) < 1));
    }

    [Fact]
    public void ARunIsJudgedBesideTheOraclesAndEvaluatesAlike()
    {
        var run = _runs.Train(Settings());
        var record = run.Record;
        Assert.Equal(["perfect order", "level 0 against the rest", "levels 0 and 1 in order", "random radii", "one radius a level"], record.Baselines.Keys);
        foreach (var name in new[] { "coverage", "hierarchy", "hierarchy/b", "richness", "distance", "q", "auc/v3", "radius/v9", "start/hierarchy", "parameters/moved" }) Assert.Contains(name, record.Best.Keys);
        Assert.Empty(record.Best.Keys.Except([.. Study.MetricNames, "step", "epoch", "score", "start/score"]));
        Assert.Contains("19,683 operations", record.Verdict, StringComparison.Ordinal);
        Assert.All(Study.Evaluate(run, "best").Metrics, metric => Assert.Equal(record.Best[metric.Key], metric.Value, 9));
        Assert.All(Study.Evaluate(run, "last").Metrics, metric => Assert.Equal(record.Metrics[metric.Key], metric.Value, 9));
    }

    [Fact]
    public void AFewEpochsCoverMoreThanNone()
    {
        var record = _runs.Train(Settings("epochs=3", "batch=512")).Record;
        Assert.True(record.Best["coverage"] > 10 * record.Best["start/coverage"]);
        Assert.True(record.Best["hierarchy"] < -0.5);
        Assert.Equal(record.Parameters, record.Best["parameters/moved"]);
    }

    [Theory]
    [InlineData("seed.start=7", "start/hierarchy")]
    [InlineData("seed.order=7", "hierarchy")]
    [InlineData("seed.noise=7", "hierarchy")]
    public void EachSourceOfChanceHasASeedOfItsOwn(string assignment, string changed)
    {
        var (plain, other) = (_runs.Train(Settings("stratified=-1", "epochs=1")).Record, _runs.Train(Settings("stratified=-1", "epochs=1", assignment)).Record);
        Assert.NotEqual(plain.Best[changed], other.Best[changed]);
        if (!assignment.StartsWith("seed.start", StringComparison.Ordinal)) Assert.Equal(plain.Best["start/hierarchy"], other.Best["start/hierarchy"]);
    }

    [Fact]
    public void ACheckpointOfAnotherArchitectureIsRefusedWithAllThatDiffers()
    {
        var start = _runs.Train(Settings("projection.dropout=0.1"));
        var error = Assert.Throws<InvalidDataException>(() => _runs.Train(Settings($"start={start.Id}", "max.radius=0.92", "controller=true")));
        foreach (var difference in new[]
        {
            "argument proj_a.max_radius: needs 0.92, given 0.95", "proj_a.radius_net.2.weight", "proj_a.radius_net.3.weight", "proj_b.direction_net.3.bias", "proj_b.direction_net.4.bias",
            "argument proj_a.radius_net.2.type: needs Linear, given Dropout", "controller",
        }) Assert.Contains(difference, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheOriginalsLenientLoadLeavesTheRadiusLayerRandomAndIsReported()
    {
        var start = _runs.Train(Settings("projection.dropout=0.1", "epochs=6"));
        var tuned = new[] { $"start={start.Id}", "train.a=0", "train.decoder=0", "codes=a", "loss.geodesic=0", "loss.radial=0", "loss.order=0", "loss.level=5", "lr=1e-7" };

        var whole = _runs.Train(Settings([.. tuned, "projection.dropout=0.1"])).Record;
        Assert.Equal(start.Record.Best["hierarchy"], whole.Best["start/hierarchy"], 9);
        Assert.DoesNotContain(whole.Findings, finding => finding.Id == "ternary/half-loaded");

        var halves = Enumerable.Range(1, 6).Select(seed => _runs.Train(Settings([.. tuned, "start.load=original", $"seed.start={seed}"])).Record).ToList();
        Assert.All(halves, half =>
        {
            // The last layers of two direction and two radius nets: a weight and a bias each.
            Assert.Equal(8, half.Best["start/random-tensors"]);
            Assert.Contains(half.Findings, finding => finding.Id == "ternary/half-loaded" && finding.Severity == Severity.Error);
            Assert.Contains(half.Findings, finding => finding.Id == "ternary/few-parameters-learn");
            Assert.Equal(577, half.Best["parameters/moved"]);
            Assert.Equal(start.Record.Best["coverage"], half.Best["coverage"]);
        });
        var starts = halves.ConvertAll(half => half.Best["start/hierarchy"]);
        Assert.True(starts.Min() < 0 && starts.Max() > 0, $"signs of {string.Join(", ", starts)}");
    }

    [Theory]
    [InlineData("max.radius is 0.95 and curvature is 2; needed: a radius below 0.707107", "curvature=2")]
    [InlineData("needed: an outer target above the inner", "target.inner=0.9")]
    [InlineData("stratified is -0.5", "stratified=-0.5")]
    [InlineData("needed: a run to start from", "start.load=original")]
    [InlineData("optimizer is adam and loss.prototypes is 1", "loss.prototypes=1")]
    [InlineData("optimizer is riemannian and loss.prototypes is 0", "optimizer=riemannian")]
    [InlineData("needed: codes=both", "codes=a", "homeostasis=true")]
    [InlineData("needed: a target below the largest radius", "max.radius=0.8")]
    public void SettingsThatContradictEachOtherAreRefused(string message, params string[] settings) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Settings(settings)).Message, StringComparison.Ordinal);

    [Fact]
    public void AMissingRunToStartFromIsNamed() =>
        Assert.Contains("nowhere", Assert.Throws<ArgumentException>(() => _runs.Train(Settings("start=nowhere"))).Message, StringComparison.Ordinal);

    [Fact]
    public void NoLossAtAllIsRefused() =>
        Assert.Contains("no loss has a weight", Assert.Throws<ArgumentException>(() => _runs.Train(Settings("loss.reconstruction=0", "loss.kl=0", "loss.radial=0", "loss.order=0", "loss.geodesic=0"))).Message, StringComparison.Ordinal);

    [Fact]
    public void ThePlanCountsWhatTheModelHas()
    {
        var plan = Study.Plan(Settings(), 1);
        Assert.Equal(101_661, plan.ParameterCount);
        Assert.Equal(plan.ParameterCount, plan.Parameters.Sum(parameter => parameter.Shape.Aggregate(1L, (product, size) => product * size)));
        Assert.Equal(2 * 4, plan.Steps);
    }

    [Fact]
    public void EveryPresetAndEveryConfigurationOfTheNamedSweepsFits()
    {
        Assert.All(Study.Presets.Where(preset => preset.Name is not ""), preset => SettingValues.Resolve(Study, preset.Name, []));
        foreach (var sweep in Study.Sweeps)
            foreach (var phase in sweep.Plan.Phases)
                foreach (var configuration in phase.Configurations)
                    Study.Check(SettingValues.Resolve(Study, sweep.Plan.Preset, []).With(Study, phase.Set.ToDictionary()).With(Study, configuration.Values.ToDictionary()));
    }

    [Fact]
    public void TheOriginalsSweepHasItsFiftyFiveConfigurations()
    {
        var plan = Study.Sweeps.Single(sweep => sweep.Plan.Name == "original").Plan;
        Assert.Equal([1, 1, 6, 5, 6, 8, 10, 15, 5], plan.Phases.Select(phase => phase.Configurations.Count));
        Assert.All(plan.Phases.Skip(2), phase => Assert.Equal(5, phase.Seeds.Count));
    }

    static SettingValues Settings(params string[] assignments) => SettingValues.Resolve(Study, null, ["epochs=2", "batch=4096", .. assignments]);
}
