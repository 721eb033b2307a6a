using Assay.Diagnosis;
using Assay.Diagnosis.Forecasts;

namespace Assay.Tests.Diagnosis.Forecasts;

public class CurveCalibrationTests
{
    [Fact]
    public void ItComesBackFromItsFile()
    {
        var fitted = CurveCalibration.Fit(Enumerable.Range(0, 30).Select(seed => MadeCurves.Stairs((ulong)seed)));
        var read = CurveCalibration.FromJson(fitted.ToJson());
        Assert.Equal(fitted.ToJson(), read.ToJson());
        var curve = MadeCurves.Stairs(99).Until(500);
        Assert.Equal(CurveForecast.Of(curve, 2000, calibration: fitted)!.Values, CurveForecast.Of(curve, 2000, calibration: read)!.Values);
    }

    [Fact]
    public void TheIncludedOneWasFittedToManyTrainingsOfManyPrograms()
    {
        Assert.True(CurveCalibration.Included.Cases >= 500);
        Assert.True(CurveCalibration.Included.Programs.Count >= 10);
    }

    [Fact]
    public void WhatIsNoCalibrationIsRefused()
    {
        Assert.Throws<InvalidDataException>(() => CurveCalibration.FromJson("{"));
        var error = Assert.Throws<ArgumentException>(() => CurveCalibration.Fit([MadeCurves.Stairs(1)]));
        Assert.Contains("at least 20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SmoothCurvesAreForetoldMoreSharplyThanBySimpleForecasters()
    {
        var cases = Enumerable.Range(0, 120).Select(seed => new CurveCase($"program {seed % 4}", MadeCurves.Smooth((ulong)seed))).ToList();
        var scores = ForecastScoring.LeaveProgramOut(cases);
        var ours = scores.Single(score => score.Forecaster == "forecast");
        Assert.Equal(120, ours.Cases);
        Assert.InRange(ours.Coverage, 0.7, 0.9);
        foreach (var simple in new[] { "last value, fitted", "random walk, fitted" })
        {
            var other = scores.Single(score => score.Forecaster == simple);
            Assert.True(ours.Pinball < other.Pinball && ours.Width < other.Width, $"{ours} against {other}");
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => ForecastScoring.LeaveProgramOut(cases, share: 1));
    }
}
