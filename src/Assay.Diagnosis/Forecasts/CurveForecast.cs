using Assay.Statistics;

namespace Assay.Diagnosis.Forecasts;

/// <summary>Extrapolates learning curves. docs/forecasts.md says how, and how often the intervals held.</summary>
public static class CurveForecast
{
    /// <summary>Where the curve will stand at <paramref name="atStep"/>.</summary>
    /// <param name="curve">What has been seen of it, all of it; a loss or distance, of which less is better, or any other metric.</param>
    /// <param name="atStep">A step behind its newest.</param>
    /// <param name="companion">
    /// A curve of the same training with more points, such as the loss of training batches beside that of a few validations; it says how the
    /// curve bends where that has too few points to show it.
    /// </param>
    /// <param name="calibration">What other trainings taught about such forecasts; null for what comes with the program.</param>
    /// <returns>Null where fewer than four values are finite, the newest is not, or the step is not ahead.</returns>
    public static Forecast? Of(Curve curve, double atStep, Curve? companion = null, CurveCalibration? calibration = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Outlook.Of(curve, atStep, companion) is { } outlook ? (calibration ?? CurveCalibration.Included).Apply(outlook) : null;
    }

    /// <summary>
    /// Share of its present value that a loss will lose if training goes on twice as long, with the interval that holds in 80 of 100 cases; negative where it rises.
    /// Present and future values are smooth ones where the curve is noisy.
    /// </summary>
    /// <returns>NaN and infinite bounds where there is no forecast or the curve is not positive.</returns>
    public static Interval RemainingGain(Curve curve, Curve? companion = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (SeenCurve.Of(curve) is not { Positive: true } seen || Of(curve, 2 * seen.Last, companion) is not { } ahead)
            return new Interval(double.NaN, double.NegativeInfinity, double.PositiveInfinity);
        var now = seen.Value(seen.Level);
        return new Interval(1 - ahead.Expected / now, 1 - ahead.High / now, 1 - ahead.Low / now);
    }
}
