using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

public class SignalScoreTests
{
    // 1,500 rows of 1 Hz, then 500 rows of 5 Hz.
    static readonly SignalSet Small =
        new(new float[2000], [new SignalSegment(0, 1500, 0, 0.2), new SignalSegment(1500, 500, 2, 0)]);

    // Off by 1 in the first second of the first segment, by 3 in the rest of it, by -2 in the second segment.
    static float[] Predictions()
    {
        var predictions = Small.Targets.ToArray();
        for (var row = 0; row < predictions.Length; row++)
            predictions[row] += row < 1000 ? 1 : row < 1500 ? 3 : -2;
        return predictions;
    }

    [Fact]
    public void Errors_are_averaged_by_rows()
    {
        var score = SignalScore.Of(Small, Predictions());
        Assert.Equal((1000 * 1 + 500 * 9 + 500 * 4) / 2000.0, score.Mse, 1e-6);
        Assert.Equal(5500 / 1500.0, score.MseOfTone[0], 1e-6);
        Assert.Equal(4, score.MseOfTone[2], 1e-6);
        Assert.Equal(double.NaN, score.MseOfTone[1]);
        Assert.Equal((1000 * 1 + 500 * 4) / 1500.0, score.FirstSecondMse, 1e-6);
        Assert.Equal(9, score.LaterMse, 1e-6);
        Assert.Equal((500 * 9 + 500 * 4) / 1000.0, score.AfterStartMse, 1e-6);
    }

    [Fact]
    public void Segments_are_scored_in_row_order()
    {
        var segments = SignalScore.Of(Small, Predictions()).Segments;
        Assert.Equal(Small.Segments, segments.Select(segment => segment.Segment));
        Assert.Equal((1.0, 9.0), (Math.Round(segments[0].FirstSecondMse, 5), Math.Round(segments[0].LaterMse, 5)));
        Assert.Equal(4, segments[1].Mse, 1e-6);
        Assert.Equal(double.NaN, segments[1].LaterMse);
    }

    [Fact]
    public void Error_over_time_averages_the_segments_that_reach_so_far()
    {
        var over = SignalScore.OverTime(Small, Predictions(), window: 400);
        double[] expected = [(400 * 1 + 400 * 4) / 800.0, (400 * 1 + 100 * 4) / 500.0, (200 * 1 + 200 * 9) / 400.0, 9];
        Assert.Equal(expected.Length, over.Length);
        Assert.All(expected.Zip(over), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Metrics_carry_the_split_and_the_frequency()
    {
        var metrics = SignalScore.Of(Sets.LightTest, new float[40_000]).Metrics("test");
        Assert.Equal(
            ["test/mse", "test/mse/f1", "test/mse/f3", "test/mse/f5", "test/mse/f7", "test/mse/first-second", "test/mse/later", "test/mse/after-start"],
            metrics.Keys);
        Assert.All(metrics.Values, value => Assert.Equal(0.5, value, 1e-6));
    }

    [Fact]
    public void A_prediction_that_is_not_a_number_shows()
    {
        var predictions = Predictions();
        predictions[10] = float.NaN;
        Assert.Equal(double.NaN, SignalScore.Of(Small, predictions).Mse);
    }

    [Fact]
    public void One_prediction_a_row_is_needed()
    {
        Assert.Throws<ArgumentException>(() => SignalScore.Of(Small, new float[1999]));
        Assert.Throws<ArgumentException>(() => SignalScore.OverTime(Small, new float[2001], 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalScore.OverTime(Small, new float[2000], 0));
    }
}
