using Assay.Statistics;

namespace Assay.Diagnosis.Forecasts;

/// <summary>Holds forecasts against outcomes and against simple forecasters, on trainings that nothing was fitted to.</summary>
public static class ForecastScoring
{
    const double Tenth = 1.2816;

    /// <summary>
    /// Scores forecasts of the last value from a share of each training: ours; the newest value and a random walk with what the curve itself
    /// shows of its spread; and both with intervals fitted to the same trainings as ours.
    /// </summary>
    /// <param name="fitted">Trainings to fit to.</param>
    /// <param name="held">Trainings to judge on.</param>
    /// <param name="share">How much of each is seen, between 0 and 1.</param>
    /// <exception cref="ArgumentException">Too few trainings to fit to, or the share is not between 0 and 1.</exception>
    public static IReadOnlyList<ForecastScore> Score(IReadOnlyList<CurveCase> fitted, IReadOnlyList<CurveCase> held, double share = 0.25)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(held);
        Require(share);
        return [.. Forecasts(CalibrationFit.Samples(fitted), Looks(fitted, share), Looks(held, share)).Select(one => ForecastScore.Of(one.Forecaster, one.All))];
    }

    /// <summary>The same with each program left out of all fitting in its turn, forecasts of all programs together.</summary>
    /// <inheritdoc cref="Score" path="/exception"/>
    public static IReadOnlyList<ForecastScore> LeaveProgramOut(IReadOnlyList<CurveCase> cases, double share = 0.25)
    {
        ArgumentNullException.ThrowIfNull(cases);
        Require(share);
        var (samples, looks) = (CalibrationFit.Samples(cases), Looks(cases, share));
        var folds = from program in cases.Select(one => one.Program).Distinct()
                    select Forecasts(
                        [.. samples.Where(sample => sample.Case.Program != program)],
                        [.. looks.Where(look => look.Case.Program != program)], [.. looks.Where(look => look.Case.Program == program)]);
        return [.. folds.SelectMany(fold => fold).GroupBy(one => one.Forecaster)
            .Select(same => ForecastScore.Of(same.Key, [.. same.SelectMany(one => one.All)]))];
    }

    static void Require(double share)
    {
        if (share is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "needed: a share between 0 and 1");
    }

    static List<(string Forecaster, List<(double Low, double Median, double High, double Truth)> All)> Forecasts(
        List<CalibrationFit.Sample> samples, List<Look> tuning, List<Look> judged)
    {
        var calibration = CalibrationFit.Of(samples);
        List<(string, List<(double, double, double, double)>)> all = [("forecast", judged.ConvertAll(look => Ours(calibration, look)))];
        foreach (var (name, spread) in new (string, Func<Look, double>)[] { ("last value", Past), ("random walk", Walk) })
        {
            all.Add(($"{name}, own spread", judged.ConvertAll(look => (-Tenth * spread(look), 0.0, Tenth * spread(look), look.Moved))));
            double[] misses = [.. tuning.Select(look => look.Moved / spread(look)).Where(double.IsFinite)];
            var fit = Quantiles.Of(misses, [0.1, 0.5, 0.9]);
            all.Add(($"{name}, fitted", judged.ConvertAll(look => (fit[0] * spread(look), fit[1] * spread(look), fit[2] * spread(look), look.Moved))));
        }

        double[] moves = [.. tuning.Select(look => look.Moved)];
        var limits = Quantiles.Of(moves, [0.1, 0.5, 0.9]);
        all.Add(("usual change, fitted", judged.ConvertAll(look => (limits[0], limits[1], limits[2], look.Moved))));
        return all;
    }

    static List<Look> Looks(IReadOnlyList<CurveCase> cases, double share) =>
        [.. from one in cases
            let outlook = one.After(share)
            where outlook is not null
            let moved = CalibrationFit.Moved(outlook, one.Curve.Last)
            where double.IsFinite(moved)
            select new Look(one, one.Curve.Until(share * one.End), outlook, moved)];

    static (double, double, double, double) Ours(CurveCalibration calibration, Look look)
    {
        var (forecast, seen) = (calibration.Apply(look.Outlook), look.Outlook.Seen);
        return (seen.Scaled(forecast.Low) - seen.Level, seen.Scaled(forecast.Expected) - seen.Level, seen.Scaled(forecast.High) - seen.Level, look.Moved);
    }

    /// <summary>Deviation of the newer half of what was seen.</summary>
    static double Past(Look look)
    {
        double[] values = [.. look.Curve.Values.Skip(look.Curve.Count / 2).Where(double.IsFinite).Select(look.Outlook.Seen.Scaled)];
        return Math.Max(1e-4, values.Length > 1 ? StudentInterval.Deviation(values) : 0);
    }

    /// <summary>Deviation of a step from value to value, times the square root of as many steps as lie ahead.</summary>
    static double Walk(Look look)
    {
        double[] values = [.. look.Curve.Values.Where(double.IsFinite).Select(look.Outlook.Seen.Scaled)];
        var steps = values.Zip(values.Skip(1), (one, next) => (next - one) * (next - one)).DefaultIfEmpty(0).Average();
        return Math.Max(1e-4, Math.Sqrt(steps * (look.Case.Curve.Count - look.Curve.Count)));
    }

    sealed record Look(CurveCase Case, Curve Curve, Outlook Outlook, double Moved);
}
