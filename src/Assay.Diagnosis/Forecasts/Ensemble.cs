namespace Assay.Diagnosis.Forecasts;

/// <summary>
/// All shapes fitted to one curve, each weighted by how well it foretold the later part of what has been seen from the earlier, and
/// where they see the curve at a later step.
/// </summary>
sealed class Ensemble
{
    // Shares of the condensed points from which the rest is foretold to weigh the shapes.
    static readonly double[] Cuts = [0.5, 0.75];

    readonly double[] _means, _weights;

    Ensemble(double[] means, double[] weights, double spread, IReadOnlyDictionary<string, double> families)
    {
        (_means, _weights, Families) = (means, weights, families);
        Array.Sort(_means, _weights);
        Median = Quantile(0.5);
        // 80 % of a normal distribution lie within 1.28 deviations on both sides.
        var between = (Quantile(0.9) - Quantile(0.1)) / (2 * 1.2816);
        Spread = Math.Sqrt(between * between + spread);
    }

    /// <summary>Weighted median of what the shapes foretell, on the curve's scale.</summary>
    public double Median { get; }

    /// <summary>Deviation of what they foretell, with the uncertainty of their factors, without the noise of a single value.</summary>
    public double Spread { get; }

    /// <summary>Weight of each family; they add up to 1.</summary>
    public IReadOnlyDictionary<string, double> Families { get; }

    /// <summary>Fits all shapes and looks to time <paramref name="at"/>, in units of what has been seen.</summary>
    public static Ensemble Of(SeenCurve seen, double at)
    {
        var count = seen.Values.Length;
        double[] times = [.. seen.Times, at];
        var (means, logs, spreads) = (new double[CurveShape.All.Count], new double[CurveShape.All.Count], new double[CurveShape.All.Count]);
        for (var index = 0; index < means.Length; index++)
        {
            var fitted = new FittedShape(CurveShape.All[index], seen, times);
            var error = 0.0;
            foreach (var cut in Cuts)
            {
                var from = Math.Clamp((int)Math.Round(cut * count), Math.Min(3, count - 1), count - 1);
                error += fitted.ErrorBehind(from) / Cuts.Length;
            }

            (means[index], spreads[index], var fit) = fitted.Ahead();
            var effective = Math.Min(count, 16) / 2.0;
            logs[index] = -0.5 * effective * Math.Log(error + fit + seen.Noise * seen.Noise * 0.1 + 1e-10) - Math.Log(CurveShape.Sizes[CurveShape.All[index].Family]);
        }

        var top = logs.Max();
        var weights = Array.ConvertAll(logs, log => Math.Exp(log - top));
        var sum = weights.Sum();
        for (var index = 0; index < weights.Length; index++) weights[index] /= sum;
        var families = CurveShape.All.Zip(weights).GroupBy(pair => pair.First.Family)
            .ToDictionary(family => family.Key, family => family.Sum(pair => pair.Second));
        return new Ensemble(means, weights, spreads.Zip(weights).Sum(pair => pair.First * pair.Second), families);
    }

    double Quantile(double share)
    {
        var sum = 0.0;
        for (var index = 0; index < _means.Length; index++)
        {
            sum += _weights[index];
            if (sum >= share) return _means[index];
        }

        return _means[^1];
    }
}
