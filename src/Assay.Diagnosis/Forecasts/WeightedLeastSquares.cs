namespace Assay.Diagnosis.Forecasts;

/// <summary>Weighted least squares with a few columns, by normal equations and Cholesky's factor.</summary>
sealed class WeightedLeastSquares
{
    // Keeps columns apart that are nearly the same over the points seen, as 1 and exp(-t/4) are.
    const double Ridge = 1e-9;

    readonly double[,] _factor;
    readonly double[] _beta;

    WeightedLeastSquares(double[,] factor, double[] beta) => (_factor, _beta) = (factor, beta);

    /// <summary>A factor of each column.</summary>
    public IReadOnlyList<double> Beta => _beta;

    /// <summary>Fits rows <paramref name="from"/> (included) to <paramref name="to"/> (not included).</summary>
    /// <param name="columns">The columns, each with an element for every row.</param>
    /// <param name="target">What the columns are to add up to.</param>
    /// <param name="weights">How much each row counts, not negative.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    /// <param name="ridge">What is added to the diagonal, relative to it.</param>
    public static WeightedLeastSquares Fit(double[][] columns, double[] target, double[] weights, int from, int to, double ridge = Ridge)
    {
        var count = columns.Length;
        var (normal, beta) = (new double[count, count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var row = from; row < to; row++) sum += weights[row] * columns[i][row] * columns[j][row];
                normal[i, j] = sum;
            }

            var product = 0.0;
            for (var row = from; row < to; row++) product += weights[row] * columns[i][row] * target[row];
            (normal[i, i], beta[i]) = (normal[i, i] * (1 + ridge), product);
        }

        Factor(normal);
        Forward(normal, beta);
        for (var i = count - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < count; j++) beta[i] -= normal[j, i] * beta[j];
            beta[i] /= normal[i, i];
        }

        return new WeightedLeastSquares(normal, beta);
    }

    /// <summary>What the columns' values of a row add up to.</summary>
    public double At(ReadOnlySpan<double> row)
    {
        var sum = 0.0;
        for (var i = 0; i < _beta.Length; i++) sum += _beta[i] * row[i];
        return sum;
    }

    /// <summary>Variance of that sum where each row of weight 1 has variance 1: x'(X'WX)^-1 x.</summary>
    public double Leverage(ReadOnlySpan<double> row)
    {
        var solved = row.ToArray();
        Forward(_factor, solved);
        var sum = 0.0;
        foreach (var value in solved) sum += value * value;
        return sum;
    }

    static void Factor(double[,] normal)
    {
        var count = normal.GetLength(0);
        for (var i = 0; i < count; i++)
        {
            var diagonal = normal[i, i];
            for (var j = 0; j <= i; j++)
            {
                var sum = normal[i, j];
                for (var k = 0; k < j; k++) sum -= normal[i, k] * normal[j, k];
                normal[i, j] = i == j ? Math.Sqrt(Math.Max(sum, Ridge * diagonal + 1e-300)) : sum / normal[j, j];
            }
        }
    }

    static void Forward(double[,] factor, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            for (var k = 0; k < i; k++) values[i] -= factor[i, k] * values[k];
            values[i] /= factor[i, i];
        }
    }
}
