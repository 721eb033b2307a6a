using Assay.Training;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Training;

public class ScheduleTests
{
    [Fact]
    public void StairsFollowTheirClosedForms()
    {
        var step = Schedules.Step(30, 0.5);
        var stairs = Schedules.MultiStep([80, 30], 0.1);
        var exponential = Schedules.Exponential(0.9);
        for (var t = 0; t < 100; t++)
        {
            Assert.Equal(t < 30 ? 1 : t < 60 ? 0.5 : t < 90 ? 0.25 : 0.125, step(t), 12);
            Assert.Equal(t < 30 ? 1 : t < 80 ? 0.1 : 0.01, stairs(t), 12);
            Assert.Equal(Math.Exp(t * Math.Log(0.9)), exponential(t), 12);
        }
        Assert.Equal(0.3, Schedules.Constant(0.3)(7));
    }

    [Fact]
    public void CosineFollowsTheRecursionThatPyTorchUses()
    {
        const double Minimum = 0.05;
        const int Steps = 40;
        var cosine = Schedules.Cosine(Steps, Minimum);
        var rate = 1.0;
        for (var t = 1; t < Steps; t++)
        {
            rate = ((1 + Math.Cos(Math.PI * t / Steps)) / (1 + Math.Cos(Math.PI * (t - 1) / Steps)) * (rate - Minimum)) + Minimum;
            Assert.Equal(rate, cosine(t), 10);
        }
        Assert.Equal(Minimum, cosine(Steps), 12);
        Assert.Equal(cosine(Steps - 7), cosine(Steps + 7), 12);
    }

    [Fact]
    public void WarmRestartsBeginAgainAtOne()
    {
        var restarts = Schedules.CosineWarmRestarts(10, growth: 2, minimum: 0.1);
        foreach (var start in new[] { 0, 10, 30, 70 }) Assert.Equal(1, restarts(start), 12);
        Assert.Equal(0.55, restarts(20), 12);
        Assert.Equal(0.55, restarts(50), 12);
        Assert.Equal(Schedules.Cosine(10, 0.2)(3), Schedules.CosineWarmRestarts(10, minimum: 0.2)(1_000_003), 12);
    }

    [Fact]
    public void WarmUpComesBeforeTheBeginningOfTheOther()
    {
        var schedule = Schedules.Cosine(50).AfterWarmUp(10, 0.2);
        Assert.Equal(0.2, schedule(0), 12);
        Assert.Equal(0.6, schedule(5), 12);
        for (var t = 0; t < 50; t++) Assert.Equal(Schedules.Cosine(50)(t), schedule(10 + t));
        Assert.Equal([0.5, 0.75, 1, 1], new[] { 0, 2, 4, 9 }.Select(t => Schedules.Linear(4, 0.5)(t)));
    }

    [Fact]
    public void OneCycleRisesAndFalls()
    {
        // 100 steps: peak at 0.3 * 100 - 1 = 29.
        var cycle = Schedules.OneCycle(100);
        Assert.Equal(1 / 25.0, cycle(0), 12);
        Assert.Equal(0.5 * (1 + (1 / 25.0)), cycle(0) + (cycle(29) - cycle(0)) / 2, 12);
        Assert.Equal(1, cycle(29), 12);
        Assert.Equal(1 / 25e4, cycle(99), 12);
        Assert.Equal(1 / 25e4, cycle(1000), 12);
        Assert.Equal((1 + (1 / 25e4)) / 2, cycle(64), 12);

        var lines = Schedules.OneCycle(101, rising: 0.25, division: 10, finalDivision: 100, linear: true, threePhases: true);
        Assert.Equal(0.1 + (0.9 * 10 / 24.25), lines(10), 12);
        Assert.Equal(1 - (0.9 * (40 - 24.25) / 24.25), lines(40), 12);
        Assert.Equal(0.1 - (0.099 * (80 - 48.5) / (100 - 48.5)), lines(80), 12);
    }

    [Fact]
    public void OneCycleStaysBetweenItsEnds() => Prop.ForAll(
        Gen.Choose(1, 500).Zip(Gen.Choose(0, 100)).Zip(Gen.Choose(0, 600)).ToArbitrary(),
        input =>
        {
            var ((steps, rising), step) = input;
            foreach (var three in new[] { false, true })
            {
                var factor = Schedules.OneCycle(steps, rising / (three ? 200.0 : 100), threePhases: three)(step);
                if (factor is not (>= 3.9e-6 and <= 1 + 1e-12)) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void PlateausLowerTheRate()
    {
        var plateau = new ReduceOnPlateau { Factor = 0.5, Patience = 2, Cooldown = 1 };
        var rate = 1.0;
        var rates = new[] { 5, 4, 4, 4, 4, 4, 4, 4, 4.0 }.Select(metric => rate = plateau.Observe(metric, rate)).ToArray();
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25], rates);

        var resumed = new ReduceOnPlateau { Factor = 0.5, Patience = 2, Cooldown = 1, State = plateau.State };
        Assert.Equal(plateau.Observe(4, 0.25), resumed.Observe(4, 0.25));
        Assert.Equal(plateau.State, resumed.State);
    }

    [Fact]
    public void PlateausKnowRelativeAbsoluteAndUpward()
    {
        var relative = new ReduceOnPlateau { Patience = 0, Threshold = 0.1 };
        Assert.Equal([1, 1, 0.1], new[] { 10.0, 8.9, 8.1 }.Select(metric => relative.Observe(metric, 1)));
        var upward = new ReduceOnPlateau { Patience = 0, Threshold = 0.5, Absolute = true, Maximize = true, MinimumRate = 0.4 };
        Assert.Equal([1, 1, 0.4], new[] { 1.0, 1.6, 2.0 }.Select(metric => upward.Observe(metric, 1)));
    }

    [Fact]
    public void EarlyStoppingCountsObservationsWithoutImprovement()
    {
        var stopping = new EarlyStopping(2, minDelta: 0.1);
        double[] metrics = [1, 0.95, 0.85, 0.8, double.NaN];
        Assert.Equal([false, false, false, false, true], metrics.Select(stopping.ShouldStop));
        Assert.Equal(0.85, stopping.Best);

        var upward = new EarlyStopping(2, maximize: true);
        Assert.Equal([false, false, false, true], new[] { double.NaN, 0.5, 0.5, 0.4 }.Select(upward.ShouldStop));
        Assert.Equal(0.5, upward.Best);
    }
}
