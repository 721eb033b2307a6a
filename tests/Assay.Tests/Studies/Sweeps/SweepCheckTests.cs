using Assay.Studies;
using Assay.Sweeps;
using Assay.Tests.Cli;

namespace Assay.Tests.Studies.Sweeps;

public class SweepCheckTests
{
    static readonly Study Study = new FakeStudy();

    static readonly SweepPhase Phase = new() { Vary = [Vary("rate", new NumberRange(0.1, 1))], Trials = 3 };

    static readonly SweepPlan Plan = new() { Study = "fake", Metric = "test/mse", Phases = [Phase] };

    public static TheoryData<SweepPlan, string> Wrong => new()
    {
        { Plan with { Study = "other" }, "the sweep is of study 'other'; needed: 'fake'" },
        { Plan with { Preset = "shor" }, "has no preset 'shor' (did you mean 'short'?)" },
        { Plan with { Preset = "widths" }, "preset 'widths' stands for 2 runs" },
        { Plan with { Metric = "test/mso" }, "metric is 'test/mso' (did you mean 'test/mse'?)" },
        { Plan with { Watch = "nothing" }, "watch is 'nothing'" },
        { Plan with { Phases = [] }, "the sweep has no phases" },
        { Plan with { Phases = [Phase, Phase] }, "phase 'main' is there 2 times" },
        { With(Phase with { Name = "Main" }), "a phase is called 'Main'" },
        { With(Phase with { Seeds = [] }), "there are 0 seeds" },
        { With(Phase with { Seeds = [1, 1] }), "seeds are 1, 1" },
        { With(Phase with { Race = -1 }), "race is -1" },
        { With(Phase with { Trials = 0 }), "trials is not given; needed: how many configurations sampler 'tpe' proposes" },
        { With(Phase with { Sampler = "guess" }), "'guess'" },
        { With(Phase with { Pruner = "axe" }), "'axe'" },
        { With(Phase with { Points = 1 }), "points is 1" },
        { With(Phase with { Vary = [] }), "nothing varies and no configuration is listed" },
        { With(Phase with { Configurations = [new Configuration("a", new Dictionary<string, object>())] }), "parameters vary and configurations are listed" },
        { With(Phase with { Set = new Dictionary<string, object> { ["rate"] = 1.0 } }), "setting 'rate' is set and varies" },
        { With(Phase with { Set = new Dictionary<string, object> { ["epochs"] = 0 } }), "setting 'epochs' is 0; needed: a whole number from 1 to 1000" },
        { With(Phase with { Vary = [Vary("depth", new WholeRange(1, 2))] }), "has no setting 'depth'" },
        { With(Phase with { Vary = [Vary("rate", new NumberRange(-1, 1))] }), "setting 'rate' is -1" },
        { With(Phase with { Vary = [Vary("model.width", new WholeRange(1, 65))] }), "setting 'model.width' is 65" },
        { With(Phase with { Vary = [Vary("protocol", new WholeRange(1, 2))] }), "setting 'protocol' varies over a range; needed: single values" },
        { With(Phase with { Vary = [Vary("protocol", new ChoiceRange("online", "slow"))] }), "setting 'protocol' is slow" },
        { With(Phase with { Vary = [Vary("rate", new NumberRange(0.1, 1)), Vary("rate", new NumberRange(1, 2))] }), "setting 'rate' varies twice" },
        { With(Phase with { Vary = [new Declared("rate", new NumberRange(1, 2), new Dictionary<string, object> { ["shuffle"] = true })] }), "'shuffle' does not vary before it" },
        { With(Phase with { Vary = [Vary("epochs", new ChoiceRange(1, 2)), new Declared("rate", new NumberRange(1, 2), new Dictionary<string, object> { ["epochs"] = 3 })] }), "'rate' varies when epochs is 3, which it never is" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WhatDoesNotFitIsRefused(SweepPlan plan, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => SweepCheck.Of(Study, plan)).Message, StringComparison.Ordinal);

    [Fact]
    public void ValuesBecomeThoseOfTheSettings()
    {
        var plan = SweepCheck.Of(Study, With(Phase with
        {
            Set = new Dictionary<string, object> { ["epochs"] = 2.0 },
            Vary = [Vary("rate", new WholeRange(1, 4)), Vary("model.width", new NumberRange(2, 8, log: true)), Vary("shuffle", new ChoiceRange(true, false))],
        }));

        var phase = plan.Phases[0];
        Assert.Equal(2, phase.Set["epochs"]);
        Assert.Equal([new NumberRange(1, 4), new WholeRange(2, 8, log: true), new ChoiceRange(true, false)], phase.Vary.Select(one => one.Range));
    }

    [Fact]
    public void OfSeveralPhasesTheWrongOneIsNamed() =>
        Assert.StartsWith("phase 'second': race is -1", Assert.Throws<ArgumentException>(() => SweepCheck.Of(Study, Plan with { Phases = [Phase, Phase with { Name = "second", Race = -1 }] })).Message);

    static Declared Vary(string name, ParameterRange range) => new(name, range, new Dictionary<string, object>());

    static SweepPlan With(SweepPhase phase) => Plan with { Phases = [phase] };
}
