namespace Assay.Diagnosis.Forecasts;

/// <summary>Limits for the next training, from the course of the last one.</summary>
public static class Alerts
{
    // Of a normal distribution, a tenth lies further out on either side; two trainings differ by the noise of both.
    const double Tenth = 1.2816 * 1.4142;

    static readonly double[] Shares = [0.05, 0.2, 0.5, 1];

    /// <summary>
    /// Limits at 5, 20, 50 and 100 % of a plan. Behind what the last training has shown they are its forecast's quantiles. Before that, its
    /// own course is expected, and the limits stand off it as those of a forecast from half the way would.
    /// </summary>
    /// <param name="past">The last training's losses or distances, of which less is better.</param>
    /// <param name="plannedSteps">Optimizer updates of the next one.</param>
    /// <param name="companion">A curve of the last training with more points, or null.</param>
    /// <returns>None where the past curve is too short for any forecast.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The plan has no steps.</exception>
    public static IReadOnlyList<Alert> For(Curve past, double plannedSteps, Curve? companion = null)
    {
        ArgumentNullException.ThrowIfNull(past);
        if (!(plannedSteps > 0)) throw new ArgumentOutOfRangeException(nameof(plannedSteps), plannedSteps, "needed: a plan of at least one step");
        return [.. Shares.Select(share => At(past, share, share * plannedSteps, companion)).OfType<Alert>()];
    }

    static Alert? At(Curve past, double share, double step, Curve? companion)
    {
        if (CurveForecast.Of(past, step, companion) is { } ahead) return new Alert(share, step, ahead.Expected, ahead.High, ahead.Low);
        if (SeenCurve.Of(past) is not { } seen || step > seen.Last) return null;
        var expected = CourseAt(seen, step);
        var (up, down) = CurveForecast.Of(past.Until(step / 2), step, companion) is { } half
            ? (Gap(half.High, half.Expected), Gap(half.Low, half.Expected))
            : (Tenth * seen.Noise, -Tenth * seen.Noise);
        return new Alert(share, step, seen.Value(expected), seen.Value(expected + up), seen.Value(expected + down));

        double Gap(double end, double middle) => seen.Scaled(end) - seen.Scaled(middle);
    }

    // The straight line between the condensed points, which noise has mostly left.
    static double CourseAt(SeenCurve seen, double step)
    {
        var time = step / seen.Last;
        var next = Array.FindIndex(seen.Times, other => other >= time);
        if (next < 0) return seen.Values[^1];
        if (next == 0) return seen.Values[0];
        var along = (time - seen.Times[next - 1]) / (seen.Times[next] - seen.Times[next - 1]);
        return seen.Values[next - 1] + along * (seen.Values[next] - seen.Values[next - 1]);
    }
}
