using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

public class BaselineTests
{
    [Fact]
    public void Zero_scores_the_variance_of_a_sine()
    {
        Assert.Equal(0.5, Sets.Mse(new ZeroPredictor(), Sets.FullTest), 1e-6);
        // Segments need not hold whole periods.
        Assert.Equal(0.5, Sets.Mse(new ZeroPredictor(), Sets.FullIndependent), 0.02);
    }

    // Linear in one number: 0.5 - 0.125^2 / 0.12667 = 0.3766.
    [Fact]
    public void Lagged_input_reaches_the_linear_limit_under_light_noise()
    {
        var baseline = new LaggedInput(Sets.LightTrain);
        Assert.Equal(0.3766, Sets.Mse(baseline, Sets.LightTrain), 0.002);
        Assert.Equal(0.3766, Sets.Mse(baseline, Sets.LightTest), 0.003);
        // The mean phase lead is 0.01 pi, 5 rows at 1 Hz.
        Assert.Equal(5.0, baseline.Lags[0], 2.0);
    }

    // A gain found by chance is of the order 3 / 100, so what it costs on other rows is of the order 1e-4.
    [Fact]
    public void Lagged_input_finds_nothing_under_full_noise()
    {
        var baseline = new LaggedInput(Sets.FullTrain);
        Assert.Equal(0.5, Sets.Mse(baseline, Sets.FullTest), 0.002);
        Assert.All(baseline.Gains, gain => Assert.InRange(gain, -0.08, 0.08));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Lagged_target_tracks_to_its_known_error(int lag)
    {
        var mse = Sets.MseOfTone(new LaggedTarget(lag), Sets.FullTest);
        for (var tone = 0; tone < 4; tone++)
        {
            var expected = 2 * Math.Pow(Math.Sin(Math.PI * Signal.Frequencies[tone] * lag / 1000), 2);
            Assert.Equal(1, mse[tone] / expected, 0.002);
        }
    }

    [Fact]
    public void Lagged_target_starts_from_zero_and_needs_a_lag()
    {
        var set = new SignalSet(new float[5], [new SignalSegment(0, 5, 3, 0.1)]);
        Assert.Equal([0, 0, .. set.Targets[..3].ToArray()], new LaggedTarget(2).Predict(set));
        Assert.Equal(new float[5], new LaggedTarget(9).Predict(set));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LaggedTarget(0));
    }

    // The limits are figures of the continuous problem; 64 straight pieces and 10,000 rows come within 0.003 of them.
    [Fact]
    public void Memoryless_reaches_its_limit_under_light_noise()
    {
        var baseline = new MemorylessPredictor(Sets.LightTrain);
        double[] limits = [0.1815, 0.3377, 0.2945, 0.3283];
        foreach (var set in new[] { Sets.LightTrain, Sets.LightTest })
        {
            Assert.Equal(0.2855, Sets.Mse(baseline, set), 0.003);
            Assert.All(limits.Zip(Sets.MseOfTone(baseline, set)), pair => Assert.Equal(pair.First, pair.Second, 0.006));
        }
        Assert.Equal(0.2855, Sets.Mse(baseline, Sets.LightIndependent), 0.01);
    }

    // Unshrunk, 64 bins would cost 0.5 x 64 / 10,000 = 0.0032 on other rows.
    [Fact]
    public void Memoryless_finds_nothing_under_full_noise() =>
        Assert.Equal(0.5, Sets.Mse(new MemorylessPredictor(Sets.FullTrain), Sets.FullTest), 0.002);

    [Fact]
    public void Too_few_rows_are_refused()
    {
        var tiny = new SignalSet(new float[40], Enumerable.Range(0, 4).Select(tone => new SignalSegment(10 * tone, 10, tone, 0)));
        Assert.Throws<ArgumentException>(() => new MemorylessPredictor(tiny));
        Assert.Throws<ArgumentException>(() => new FirFilter(tiny));
    }

    [Fact]
    public void All_baselines_are_fitted_at_once()
    {
        var baselines = Baseline.FitAll(Sets.LightTrain);
        Assert.Equal(
            ["zero", "lagged-input", "told-last-target", "memoryless", "linear-filter", "clock-lstm"],
            baselines.Select(baseline => baseline.Name));
        Assert.All(baselines, baseline => Assert.Equal(40_000, baseline.Predict(Sets.LightIndependent).Length));
    }
}
