using System.Text.Json.Nodes;
using Assay.Training;

namespace Assay.Tests.Training;

public sealed class RatePlanTests
{
    public static TheoryData<string> Names() => [.. RatePlan.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void BeginsAtOneAndNeverLeavesItsRange(string name)
    {
        var plan = new RatePlan(name, start: 120, steps: 80, patience: 3);

        Assert.Equal(1, plan.Factor(120));
        var factors = Enumerable.Range(120, 300).Select(step => plan.Factor(step)).ToArray();
        Assert.All(factors, factor => Assert.InRange(factor, 0.02 - 1e-12, 1));
        Assert.All(factors.Zip(factors[1..]), pair => Assert.True(pair.Second <= pair.First));
    }

    [Theory]
    [InlineData("cosine", 0.02)]
    [InlineData("exponential", 0.02)]
    [InlineData("step", 0.125)]
    [InlineData("plateau", 1)]
    [InlineData("constant", 1)]
    public void EndsWhereItsNameSays(string name, double expected) => Assert.Equal(expected, new RatePlan(name, 120, 80, 3).Factor(199), name == "cosine" ? 1e-3 : name == "exponential" ? 2e-3 : 0);

    [Fact]
    public void AfterAWarmUpACosineIsTheOneThatSchedulesHas()
    {
        var plan = new RatePlan("cosine", 0, 200, 3, warmUp: 4);
        var schedule = Schedules.Cosine(200, 0.02).AfterWarmUp(4);

        Assert.All(Enumerable.Range(0, 200), step => Assert.Equal(schedule(step), plan.Factor(step)));
    }

    [Fact]
    public void APlateauHalvesTheRateWhenItsPatienceIsOver()
    {
        var plan = new RatePlan("plateau", 0, 100, patience: 1);
        double[] metrics = [0.3, 0.4, 0.4, 0.4, 0.5, 0.5, 0.5, 0.5];
        var rate = 1.0;
        var rates = metrics.Select(metric => rate = plan.Observe(metric, rate)).ToArray();

        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25], rates);
        Assert.Equal(1, new RatePlan("cosine", 0, 100, 1).Observe(0, 1));
    }

    [Fact]
    public void GoesOnFromItsJson()
    {
        double[] metrics = [0.3, 0.4, 0.4, 0.4, 0.4, 0.45, 0.4, 0.4, 0.4];
        var whole = new RatePlan("plateau", 7, 100, patience: 1, warmUp: 5);
        var expected = metrics.Select(metric => whole.Observe(metric, 1)).ToArray();

        var plan = new RatePlan("plateau", 7, 100, patience: 1, warmUp: 5);
        var given = new List<double>();
        foreach (var metric in metrics)
        {
            plan = RatePlan.FromJson(JsonNode.Parse(plan.ToJson().ToJsonString()));
            given.Add(plan.Observe(metric, 1));
        }

        Assert.Equal(expected, given);
        Assert.Equal(whole.Factor(9), plan.Factor(9));
        Assert.Contains("'steps'", Assert.Throws<KeyNotFoundException>(() => RatePlan.FromJson(JsonNode.Parse("{\"name\": \"step\", \"start\": 1}"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownNameIsRefusedWithThoseThereAre() =>
        Assert.Contains("there are: cosine, plateau, step, exponential, constant", Assert.Throws<ArgumentException>(() => new RatePlan("linear", 0, 1, 1)).Message, StringComparison.Ordinal);
}
