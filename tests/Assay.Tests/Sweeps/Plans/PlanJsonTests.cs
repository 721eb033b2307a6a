using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Plans;

public class PlanJsonTests
{
    static readonly SweepPlan Plan = new()
    {
        Study = "ternary", Preset = "rich", Name = "mine", Metric = "hierarchy", Goal = Goal.Maximize, Watch = "valid/loss", Start = "start/hierarchy", Seed = ulong.MaxValue,
        Phases =
        [
            new SweepPhase
            {
                Name = "first", Set = new Dictionary<string, object> { ["epochs"] = 3, ["rate"] = 2.0, ["text"] = "a \"b\"", ["flag"] = true },
                Vary =
                [
                    new Declared("lr", new NumberRange(1e-4, 1, log: true), new Dictionary<string, object>()),
                    new Declared("hidden", new WholeRange(2, 64), new Dictionary<string, object>()),
                    new Declared("kind", new ChoiceRange("gru", "lstm", 3, 3.5, false), new Dictionary<string, object> { ["hidden"] = 4, ["lr"] = 1.0 }),
                ],
                Sampler = "random", Points = 7, Pruner = "asha", Trials = 12, Seeds = [3, 1, long.MaxValue], Race = 9,
            },
            new SweepPhase { Name = "second", Configurations = [new Configuration("the one", new Dictionary<string, object> { ["lr"] = 1e-12 }), new Configuration("as it is", new Dictionary<string, object>())] },
        ],
    };

    [Fact]
    public void NothingIsLost()
    {
        var text = PlanJson.Write(Plan);

        var read = PlanJson.Read(text, "sweep.json");

        Assert.Equal(text, PlanJson.Write(read));
        Assert.Equal(Plan.Phases[0].Vary.Select(one => one.Range), read.Phases[0].Vary.Select(one => one.Range));
        Assert.Equal(Plan.Phases[0].Set, read.Phases[0].Set);
        Assert.IsType<double>(read.Phases[0].Set["rate"]);
        Assert.IsType<int>(read.Phases[0].Set["epochs"]);
        Assert.Equal([3L, 1, long.MaxValue], read.Phases[0].Seeds);
        Assert.Equal((ulong.MaxValue, Goal.Maximize, 7), (read.Seed, read.Goal, read.Phases[0].Points));
    }

    [Theory]
    [InlineData("{", "sweep.json: ")]
    [InlineData("{\"format\": 2}", "sweep.json: format 2; this version reads format 1")]
    [InlineData("{\"format\": 1}", "sweep.json: ")]
    public void WhatIsNoPlanIsRefused(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => PlanJson.Read(text, "sweep.json")).Message);

    [Fact]
    public void LimitsOfDifferentTypesAreRefused() =>
        Assert.Contains("'hidden' has limits of different types", Assert.Throws<InvalidDataException>(() => PlanJson.Read(PlanJson.Write(Plan).Replace("\"high\": 64", "\"high\": 64.5", StringComparison.Ordinal), "sweep.json")).Message);
}
