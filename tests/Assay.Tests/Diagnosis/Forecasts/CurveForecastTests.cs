using Assay.Diagnosis;
using Assay.Diagnosis.Forecasts;

namespace Assay.Tests.Diagnosis.Forecasts;

public class CurveForecastTests
{
    static readonly Func<double, double> Falling = step => 0.3 + 2 * Math.Exp(-step / 300);

    [Fact]
    public void QuantilesRiseAndTheIntervalHoldsTheOutcomeOfAPlainCurve()
    {
        var forecast = CurveForecast.Of(MadeCurves.Of(Falling, points: 60, noise: 0.02), 2000)!;
        Assert.Equal(600, forecast.SeenUntil);
        Assert.Equal(2000, forecast.AtStep);
        Assert.Equal(forecast.Values.Order(), forecast.Values);
        Assert.InRange(Falling(2000), forecast.Low, forecast.High);
        Assert.Equal(0.5, forecast.Probability(forecast.Expected), 1e-9);
        Assert.Equal(forecast.Quantile(0), forecast.Values[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => forecast.Quantile(1.1));
    }

    [Fact]
    public void ThereIsNoForecastOfTooFewPointsOfTheBrokenOrOfThePast()
    {
        Assert.Null(CurveForecast.Of(Curve.Empty, 100));
        Assert.Null(CurveForecast.Of(MadeCurves.Of(Falling, points: 3), 100));
        Assert.NotNull(CurveForecast.Of(MadeCurves.Of(Falling, points: 4), 100));
        Assert.Null(CurveForecast.Of(MadeCurves.Of(Falling, points: 10), 100));
        Assert.Null(CurveForecast.Of(MadeCurves.Of(step => step > 80 ? double.NaN : 1, points: 10), 200));
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("zero")]
    [InlineData("rising")]
    [InlineData("negative")]
    [InlineData("gaps")]
    [InlineData("tiny")]
    public void OddCurvesGiveFiniteRisingQuantiles(string kind)
    {
        var curve = MadeCurves.Of(step => kind switch
        {
            "constant" => 0.7,
            "zero" => 0,
            "rising" => 1 + step / 100,
            "negative" => -3 + Math.Exp(-step / 100),
            "gaps" => step % 40 == 0 ? double.NaN : Falling(step),
            _ => 1e-30 * Falling(step),
        }, points: 30 + 1);
        var forecast = CurveForecast.Of(curve, 2000)!;
        Assert.All(forecast.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(forecast.Values.Order(), forecast.Values);
    }

    [Fact]
    public void ACompanionStandsInForValidationsThatHaveNotCome()
    {
        var (valid, train) = (new Curve(), MadeCurves.Of(Falling, points: 60));
        foreach (var step in new[] { 300.0, 600 }) valid.Add(step, 1.2 * Falling(step));
        Assert.Null(CurveForecast.Of(valid, 2000));
        var forecast = CurveForecast.Of(valid, 2000, train)!;
        // One outcome in five lies outside the interval, so one curve is held to what is near.
        Assert.InRange(forecast.Expected, 0.75 * 1.2 * Falling(2000), 1.25 * 1.2 * Falling(2000));
        Assert.True(forecast.Expected < valid.Last);
    }

    [Fact]
    public void IntervalsHoldFourInFiveOutcomesOfCurvesUnlikeAnyFamily()
    {
        var calibration = CurveCalibration.Fit(Enumerable.Range(0, 200).Select(seed => MadeCurves.Stairs((ulong)seed)));
        var held = Enumerable.Range(1000, 200).Select(seed => MadeCurves.Stairs((ulong)seed)).ToList();
        var covered = held.Count(curve =>
        {
            var forecast = CurveForecast.Of(curve.Until(500), 2000, calibration: calibration)!;
            return curve.Last >= forecast.Low && curve.Last <= forecast.High;
        });
        // Three standard errors of a share of 0.8 in 200 are 0.085.
        Assert.InRange(covered / 200.0, 0.715, 0.885);
    }

    [Fact]
    public void RemainingGainIsThatOfTwiceTheTraining()
    {
        static double Course(double step) => 3 * Math.Pow(step, -0.5);
        var gain = CurveForecast.RemainingGain(MadeCurves.Of(Course, points: 60, noise: 0.005));
        Assert.InRange(1 - Course(1200) / Course(600), gain.Low - 0.1, gain.High + 0.1);
        Assert.InRange(gain.Value, 0.1, 0.4);
        var none = CurveForecast.RemainingGain(MadeCurves.Of(_ => 0.7, points: 60, noise: 0.005));
        Assert.InRange(none.Value, -0.05, 0.05);
        Assert.True(double.IsNaN(CurveForecast.RemainingGain(Curve.Empty).Value));
    }
}
