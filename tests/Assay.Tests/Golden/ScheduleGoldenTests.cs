using Assay.Training;

namespace Assay.Tests.Golden;

public sealed class ScheduleGoldenTests
{
    // Relative: PyTorch finds a rate from the one before and gathers rounding; a step early or late is far more.
    const double Tolerance = 1e-10;

    static readonly Dictionary<string, Func<GoldenCase, double, Schedule>> Kinds = new()
    {
        ["constant"] = (_, _) => Schedules.Constant(),
        ["StepLR"] = (golden, _) => Schedules.Step(golden.Int("step_size"), golden.Number("gamma")),
        ["MultiStepLR"] = (golden, _) =>
            Schedules.MultiStep(golden.Ints("milestones").Select(step => (long)step), golden.Number("gamma")),
        ["ExponentialLR"] = (golden, _) => Schedules.Exponential(golden.Number("gamma")),
        ["CosineAnnealingLR"] = (golden, rate) => Schedules.Cosine(golden.Int("T_max"), golden.Number("eta_min", 0) / rate),
        ["CosineAnnealingWarmRestarts"] = (golden, rate) =>
            Schedules.CosineWarmRestarts(golden.Int("T_0"), (int)golden.Number("T_mult", 1), golden.Number("eta_min", 0) / rate),
        ["LinearLR"] = (golden, _) =>
            Schedules.Linear(golden.Int("total_iters"), golden.Number("start_factor"), golden.Number("end_factor")),
        ["OneCycleLR"] = (golden, _) => Schedules.OneCycle(
            golden.Int("total_steps"), golden.Number("pct_start", 0.3), golden.Number("div_factor", 25),
            golden.Number("final_div_factor", 1e4), golden.Given("anneal_strategy"), golden.Given("three_phase")),
    };

    [Theory]
    [GoldenCases(
        "schedules", "constant", "StepLR", "MultiStepLR", "ExponentialLR", "CosineAnnealingLR", "CosineAnnealingWarmRestarts",
        "LinearLR", "OneCycleLR")]
    public void HundredRatesAgreeWithPyTorch(string name)
    {
        var golden = GoldenFile.Open("schedules")[name];
        var rate = golden.Number(golden.Op == "OneCycleLR" ? "max_lr" : "rate");
        var schedule = Kinds[golden.Op](golden, rate);
        var rates = golden.Outputs["rates"].Doubles;
        Assert.Equal(100, rates.Length);
        Assert.All(rates, (expected, step) => Assert.Equal(expected, rate * schedule(step), Tolerance * expected));
    }

    [Theory]
    [GoldenCases("schedules", "ReduceLROnPlateau")]
    public void PlateausAgreeWithPyTorch(string name)
    {
        var golden = GoldenFile.Open("schedules")[name];
        var plateau = new ReduceOnPlateau
        {
            Maximize = golden.Text("mode") == "max",
            Factor = golden.Number("factor"),
            Patience = golden.Int("patience"),
            Threshold = golden.Number("threshold", 1e-4),
            Absolute = golden.Given("threshold_mode") && golden.Text("threshold_mode") == "abs",
            Cooldown = (int)golden.Number("cooldown", 0),
            MinimumRate = golden.Number("min_lr", 0),
        };
        var (rate, rates) = (golden.Number("rate"), golden.Outputs["rates"].Doubles);
        Assert.All(golden.Inputs["metric"].Doubles, (metric, step) =>
        {
            rate = plateau.Observe(metric, rate);
            Assert.Equal(rates[step], rate, Tolerance * rates[step]);
        });
    }
}
