namespace Assay.Diagnosis.Forecasts;

/// <summary>
/// Fits a calibration: the centre by least absolute deviations, the size of misses by least squares on their logarithms, then the quantiles of
/// misses over sizes (split-conformal scaling; Lei et al., "Distribution-free predictive inference for regression", 2018) at each distance.
/// </summary>
static class CalibrationFit
{
    const int FewestCases = 20;

    // Of the logarithm of a miss, so that exact hits do not rule.
    const double Smallest = 1e-3;

    const double LargestMiss = 20;

    static readonly double[] Shares = [0.1, 0.25, 0.5];
    static readonly double[] QuantileLevels = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];

    /// <summary>What can be said of the trainings' ends after shares of them, and what came; nothing of those that end with no finite value.</summary>
    internal static List<Sample> Samples(IEnumerable<CurveCase> cases) =>
        [.. from one in cases where double.IsFinite(one.Curve.Last)
            from share in Shares
            let outlook = one.After(share)
            where outlook is not null
            select new Sample(one, share, outlook, Math.Clamp(Moved(outlook, one.Curve.Last), -LargestMiss, LargestMiss))];

    internal static CurveCalibration Of(List<Sample> samples)
    {
        var used = samples.Select(sample => sample.Case).Distinct().ToList();
        if (used.Count < FewestCases)
            throw new ArgumentException($"{used.Count} trainings can be looked at; needed: at least {FewestCases}", nameof(samples));
        var alike = used.GroupBy(one => one.Program).ToDictionary(program => program.Key, program => 1.0 / program.Count());
        double[] weights = [.. samples.Select(sample => alike[sample.Case.Program])];
        double[] truth = [.. samples.Select(sample => sample.Moved)];
        var (change, spread) = (Columns(samples, sample => sample.Outlook.Change), Columns(samples, sample => sample.Outlook.Spread));
        double[] sizes = [.. truth.Select(_ => 1.0)], centre = [], scale = [];
        for (var pass = 0; pass < 3; pass++)
        {
            centre = Deviations(change, truth, [.. weights.Zip(sizes, (weight, size) => weight / size)]);
            double[] logs = [.. samples.Select((sample, index) => Math.Log(Math.Abs(truth[index] - Sum(centre, sample.Outlook.Change)) + Smallest))];
            scale = [.. WeightedLeastSquares.Fit(spread, logs, weights, 0, logs.Length, 1e-3).Beta];
            sizes = [.. samples.Select(sample => Math.Exp(Sum(scale, sample.Outlook.Spread)))];
        }

        var misses = from index in Enumerable.Range(0, samples.Count)
                     group (Miss: (truth[index] - Sum(centre, samples[index].Outlook.Change)) / sizes[index], Weight: weights[index], samples[index].Outlook.Distance)
                     by samples[index].Share into share
                     orderby share.Key descending
                     select new DistanceMisses(share.Average(one => one.Distance), Quantiles([.. share.Select(one => (one.Miss, one.Weight))]));
        return new CurveCalibration([.. alike.Keys.Order(StringComparer.Ordinal)], used.Count, centre, scale, QuantileLevels, [.. misses]);
    }

    /// <summary>How far an outcome lies from where the curve stood, on its scale.</summary>
    internal static double Moved(Outlook outlook, double outcome) =>
        outlook.Seen.Scaled(outlook.Seen.Positive ? Math.Max(0, outcome) : outcome) - outlook.Seen.Level;

    // Iteratively reweighted least squares.
    static double[] Deviations(double[][] columns, double[] target, double[] weights)
    {
        var beta = new double[columns.Length];
        var robust = weights;
        for (var pass = 0; pass < 30; pass++)
        {
            beta = [.. WeightedLeastSquares.Fit(columns, target, robust, 0, target.Length, 1e-3).Beta];
            robust = [.. target.Select((value, row) => weights[row] / Math.Max(Smallest, Math.Abs(value - columns.Select((column, index) => beta[index] * column[row]).Sum())))];
        }

        return beta;
    }

    // One more case is thought to lie beyond either end, as the next one may.
    static double[] Quantiles(List<(double Miss, double Weight)> misses)
    {
        misses.Sort((one, other) => one.Miss.CompareTo(other.Miss));
        var total = misses.Sum(one => one.Weight);
        var outside = total / misses.Count;
        return Array.ConvertAll(QuantileLevels, level =>
        {
            var wanted = level * (total + outside);
            var sum = outside / 2;
            foreach (var (miss, weight) in misses)
                if ((sum += weight) - weight / 2 >= wanted) return miss;
            return misses[^1].Miss;
        });
    }

    static double[][] Columns(List<Sample> samples, Func<Sample, double[]> row)
    {
        var rows = samples.ConvertAll(sample => row(sample));
        return [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(values => values[column]).ToArray())];
    }

    static double Sum(double[] factors, double[] values) => factors.Zip(values).Sum(pair => pair.First * pair.Second);

    /// <summary>A training, the share of it that was seen, what could be said, and how far the curve moved from there to its end.</summary>
    internal sealed record Sample(CurveCase Case, double Share, Outlook Outlook, double Moved);
}
