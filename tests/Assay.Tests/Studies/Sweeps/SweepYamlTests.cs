using Assay.Studies;
using Assay.Sweeps;
using Assay.Tests.Cli;
using Assay.Tests.Runs;

namespace Assay.Tests.Studies.Sweeps;

public class SweepYamlTests
{
    const string Text = """
        # Rates first, then widths.
        study: fake
        preset: short
        metric: test/mse
        seed: 7
        set: {epochs: 2}
        seeds: 3
        phases:
          - name: rates
            vary:
              protocol: [online, tbptt]
              rate: 1e-3..1e-1:log
              model.width: 4..8 when protocol=online
            trials: 6
            sampler: random
            pruner: none
            race: 5
          - name: widths
            set: {shuffle: true}
            seeds: [4, 9]
            configurations:
              narrow: {model.width: 4}
              "wide, fast": {model.width: 64, rate: 2}
        """;

    static readonly SweepPlan Plan = new()
    {
        Study = "fake", Preset = "short", Metric = "test/mse", Seed = 7,
        Phases =
        [
            new SweepPhase
            {
                Name = "rates", Set = new Dictionary<string, object> { ["epochs"] = 2 }, Trials = 6, Sampler = "random", Seeds = [1, 2, 3], Race = 5,
                Vary =
                [
                    new Declared("protocol", new ChoiceRange("online", "tbptt"), new Dictionary<string, object>()),
                    new Declared("rate", new NumberRange(1e-3, 1e-1, log: true), new Dictionary<string, object>()),
                    new Declared("model.width", new WholeRange(4, 8), new Dictionary<string, object> { ["protocol"] = "online" }),
                ],
            },
            new SweepPhase
            {
                Name = "widths", Set = new Dictionary<string, object> { ["epochs"] = 2, ["shuffle"] = true }, Sampler = "grid", Seeds = [4, 9],
                Configurations = [new Configuration("narrow", new Dictionary<string, object> { ["model.width"] = 4 }), new Configuration("wide, fast", new Dictionary<string, object> { ["model.width"] = 64, ["rate"] = 2.0 })],
            },
        ],
    };

    [Fact]
    public void AFileIsThePlanItWritesDown() => Assert.Equal(PlanJson.Write(Plan), PlanJson.Write(Read(Text)));

    [Fact]
    public void APlanIsTheFileThatIsWrittenForIt() => Assert.Equal(PlanJson.Write(Plan), PlanJson.Write(Read(SweepYaml.Write(Plan))));

    [Theory]
    [InlineData("study: fake\ntrails: 3\n", 2, "there is no 'trails' (did you mean 'trials'?)")]
    [InlineData("study: fake\nvary: {rate: 1..2}\ntrials: many\n", 3, "'trials' is 'many'; needed: a whole number")]
    [InlineData("study: fake\nvary:\n  rate: 1..2\n  rat: 3\n", 4, "has no setting 'rat'")]
    [InlineData("study: fake\nvary:\n  rate: 2..1\n", 3, "'rate' varies over '2..1'")]
    [InlineData("study: fake\nvary: [rate]\n", 2, "'vary' has 'rate'; needed: name=values")]
    [InlineData("study: fake\nphases:\n  - name: a\n    sets: {}\n", 4, "there is no 'sets'")]
    [InlineData("study: fake\n  rate: [1\n", 2, "")]
    [InlineData("trials: 3\n", 1, "'study' is missing")]
    [InlineData("study: fake\ngoal: best\nvary: {rate: 1..2}\n", 2, "goal is 'best'; needed: minimize or maximize")]
    [InlineData("- study: fake\n", 1, "the sweep must have members")]
    public void WhatIsWrongIsSaidWithFileAndLine(string text, int line, string problem)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("sweep.yaml");
        File.WriteAllText(path, text);

        var message = Assert.Throws<InvalidDataException>(() => SweepYaml.Read(path, _ => new FakeStudy())).Message;

        Assert.StartsWith($"{path}:{line}: ", message);
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    static SweepPlan Read(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("sweep.yaml"), text);
        return SweepYaml.Read(folder.File("sweep.yaml"), _ => new FakeStudy()).Plan;
    }
}
