namespace Assay.Diagnosis.Forecasts;

/// <summary>One shape and one curve: fits of its factors and what they foretell, on the curve's scale.</summary>
/// <param name="shape">The shape.</param>
/// <param name="seen">The curve.</param>
/// <param name="times">Times of the curve's points, then the time to look to.</param>
sealed class FittedShape(CurveShape shape, SeenCurve seen, double[] times)
{
    // A shape may move on by so many times what has been seen to change; beyond lies nothing but the shape's own poles.
    const double Furthest = 2;

    readonly double[][] _columns = shape.Columns(times);
    readonly bool _exponential = seen.Positive && !shape.Logarithmic;
    readonly double[] _target = seen.Positive && !shape.Logarithmic ? Array.ConvertAll(seen.Values, Math.Exp) : seen.Values;

    /// <summary>Mean squared error on the points from <paramref name="from"/> on of the fit to those before it.</summary>
    public double ErrorBehind(int from)
    {
        var (fit, columns) = Fit(from);
        return Error(fit, columns, from, seen.Values.Length);
    }

    /// <summary>What the fit to all points foretells, its variance by the uncertainty of the factors, and the fit's mean squared error on the newer half.</summary>
    public (double Mean, double Variance, double Error) Ahead()
    {
        var count = seen.Values.Length;
        var (fit, columns) = Fit(count);
        var error = Error(fit, columns, count / 2, count);
        double[] row = [.. columns.Select(column => column[count])];
        var raw = fit.At(row);
        var mean = Scaled(raw);
        // The leverage is in units of the weights, which are about 1 at the newest points.
        var relative = _exponential ? 1 / Math.Exp(2 * mean) : 1;
        return (mean, Math.Min(fit.Leverage(row) * relative * error, seen.Drop * seen.Drop), error);
    }

    double Error(WeightedLeastSquares fit, double[][] columns, int from, int to)
    {
        var (sum, weight) = (0.0, 0.0);
        Span<double> row = stackalloc double[columns.Length];
        for (var index = from; index < to; index++)
        {
            for (var column = 0; column < row.Length; column++) row[column] = columns[column][index];
            var miss = Scaled(fit.At(row)) - seen.Values[index];
            sum += seen.Weights[index] * miss * miss;
            weight += seen.Weights[index];
        }

        return sum / weight;
    }

    (WeightedLeastSquares Fit, double[][] Columns) Fit(int to)
    {
        var weights = new double[to];
        // Distances are those on the scale: relative errors where it is logarithmic.
        for (var index = 0; index < to; index++)
            weights[index] = seen.Weights[index] / (_exponential ? _target[index] * _target[index] : 1);
        var from = shape.Terms.Length == 0 ? to - Math.Max(1, to / 4) : 0;
        var fit = WeightedLeastSquares.Fit(_columns, _target, weights, from, to);
        if (!_exponential || shape.Terms.Length == 0 || fit.Beta[0] >= 0 || fit.Beta[1] < 0 || shape.Family == "logarithm") return (fit, _columns);
        // A positive loss does not fall towards a negative one.
        var columns = _columns[1..];
        return (WeightedLeastSquares.Fit(columns, _target, weights, 0, to), columns);
    }

    double Scaled(double raw)
    {
        var scaled = !_exponential ? raw : raw > 0 ? Math.Log(raw) : double.NegativeInfinity;
        var reach = Furthest * seen.Drop;
        return Math.Clamp(double.IsNaN(scaled) ? seen.Level : scaled, seen.Level - reach, seen.Level + reach);
    }
}
