using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

public class ClockLstmTests
{
    static readonly ClockLstm Clock = new(Sets.FullTrain);

    [Fact]
    public void Parameters_have_the_layout_of_an_8_unit_lstm()
    {
        Assert.Equal(489, Clock.ParameterCount);
        Assert.Equal(
            ["lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0", "lstm.bias_hh_l0", "head.weight", "head.bias"],
            Clock.Parameters.Keys);
        Assert.Equal([32, 5], Clock.Parameters["lstm.weight_ih_l0"].Shape);
        Assert.Equal([32, 8], Clock.Parameters["lstm.weight_hh_l0"].Shape);
        Assert.Equal([1, 8], Clock.Parameters["head.weight"].Shape);
        Assert.All(Clock.Parameters.Values, p => Assert.Equal(p.Shape.Aggregate(1, (a, b) => a * b), p.Values.Length));
    }

    // What is left is the head's one bias serving four tones: an offset of e = -sin(2 pi f / 1000) - bias, split by least
    // squares between a constant and a phase error, costs e^2 / 3, with e = -+0.0188 at 1 and 7 Hz and -+0.0063 at 3 and 5 Hz.
    [Fact]
    public void Keeps_time_under_full_noise()
    {
        foreach (var set in new[] { Sets.FullTrain, Sets.FullTest })
        {
            Assert.Equal(6.56e-5, Sets.Mse(Clock, set), 1e-6);
            var tones = Sets.MseOfTone(Clock, set);
            double[] expected = [1.18e-4, 1.31e-5, 1.31e-5, 1.18e-4];
            Assert.All(expected.Zip(tones), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void Does_not_drift_in_ten_seconds()
    {
        var over = SignalScore.OverTime(Sets.FullTest, Clock.Predict(Sets.FullTest), window: 1000);
        Assert.Equal(10, over.Length);
        Assert.All(over, mse => Assert.Equal(6.56e-5, mse, 2e-6));
    }

    [Fact]
    public void Ignores_the_signal()
    {
        var weights = Clock.Parameters["lstm.weight_ih_l0"].Values;
        Assert.All(Enumerable.Range(0, 32), gate => Assert.Equal(0, weights[gate * 5]));
        var silent = Sets.FullTest.WithSignal(new float[40_000]);
        Assert.Equal(Clock.Predict(Sets.FullTest), Clock.Predict(silent));
    }

    [Fact]
    public void The_selector_restarts_it_in_any_order()
    {
        int[] tones = [3, 0, 2, 3, 1, 0];
        var segments = tones.Select((tone, i) => new SignalSegment(700 * i, 700, tone, StartTime: 0));
        var set = new SignalSet(new float[700 * tones.Length], segments);
        Assert.InRange(Sets.Mse(Clock, set), 0, 1.5e-4);
    }

    // Against a start phase p the error is 1 - cos p, 1 on average; predicting 0 scores 0.5.
    [Fact]
    public void Fails_where_the_phase_does_not_start_at_zero()
    {
        Assert.InRange(Sets.Mse(Clock, Sets.FullIndependent), 0.6, 1.6);
        var predictions = SignalScore.Of(Sets.FullIndependent, Clock.Predict(Sets.FullIndependent));
        foreach (var score in predictions.Segments.Where(score => score.Segment.Length >= 2000))
            Assert.Equal(1 - Math.Cos(score.Segment.Angle(score.Segment.Start)), score.Mse, 0.25);
    }
}
