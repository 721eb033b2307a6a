using Assay.Statistics;

namespace Assay.Diagnosis.Forecasts;

/// <summary>
/// What has been seen of a curve, as fits need it: a few dozen points on a scale on which equal distances mean as much anywhere. That is
/// the logarithm where all values are positive, flat below a thousandth of where the curve stands now; else the value over the spread of all of them.
/// </summary>
sealed class SeenCurve
{
    /// <summary>Points that fits see at most.</summary>
    const int MostPoints = 48;

    /// <summary>Points that a curve needs to be forecast by itself.</summary>
    public const int FewestPoints = 4;

    const double Flat = 1e-3;

    // Deviation of normal noise over its median absolute value.
    const double Normal = 1.4826;

    readonly double _origin, _unit;

    SeenCurve(double[] steps, double[] values)
    {
        (Count, Last) = (values.Length, steps[^1]);
        Positive = values.All(value => value > 0);
        var tail = Math.Max(1, Math.Min(Count / 8, 50));
        if (Positive) (_origin, _unit) = (Flat * Median(values[^tail..]), 1);
        else
        {
            var quartiles = Quantiles.Of(values, [0.25, 0.5, 0.75]);
            var spread = quartiles[2] - quartiles[0];
            (_origin, _unit) = (quartiles[1], spread > 0 ? spread : 1);
        }

        var scaled = Array.ConvertAll(values, Scaled);
        Noise = NoiseOf(scaled);
        var bins = steps.Select((step, index) => (Bin: BinOf(step, index), Time: step / Last, Value: scaled[index])).GroupBy(point => point.Bin)
            .Select(bin => (Time: bin.Average(point => point.Time), Value: Median([.. bin.Select(point => point.Value)]), Size: bin.Count())).ToList();
        Times = [.. bins.Select(bin => bin.Time)];
        Values = [.. bins.Select(bin => bin.Value)];
        Weights = [.. bins.Select(bin => Math.Sqrt(bin.Size) * (0.1 + bin.Time))];
        Variances = [.. bins.Select(bin => Noise * Noise / bin.Size)];
        Level = Median(scaled[^tail..]);
        Trend = TrendOf();
        Drop = scaled.Max() - scaled.Min();
    }

    /// <summary>Finite points seen.</summary>
    public int Count { get; }

    /// <summary>Step of the newest.</summary>
    public double Last { get; }

    /// <summary>Whether the scale is logarithmic.</summary>
    public bool Positive { get; }

    /// <summary>Times of the condensed points, the newest at about 1.</summary>
    public double[] Times { get; }

    /// <summary>Their values on the scale.</summary>
    public double[] Values { get; }

    /// <summary>How much each counts in a fit: newer and fuller ones more.</summary>
    public double[] Weights { get; }

    /// <summary>Variance of each by noise.</summary>
    public double[] Variances { get; }

    /// <summary>Deviation of a single logged value around the curve's smooth course, on the scale.</summary>
    public double Noise { get; }

    /// <summary>Where the curve stands now, on the scale.</summary>
    public double Level { get; }

    /// <summary>Change on the scale over the logarithm of time in the newer half, by Theil's and Sen's median of slopes.</summary>
    public double Trend { get; }

    /// <summary>Largest less smallest value on the scale.</summary>
    public double Drop { get; }

    /// <summary>Null where fewer values than needed are finite or the newest is not.</summary>
    public static SeenCurve? Of(Curve curve, int fewest = FewestPoints)
    {
        var (steps, values) = (new List<double>(), new List<double>());
        for (var i = 0; i < curve.Count; i++)
        {
            if (!(curve.Steps[i] > 0) || !double.IsFinite(curve.Values[i])) continue;
            steps.Add(curve.Steps[i]);
            values.Add(curve.Values[i]);
        }

        return values.Count < fewest || !double.IsFinite(curve.Last) || (fewest > 1 && steps[^1] <= steps[0]) ? null : new SeenCurve([.. steps], [.. values]);
    }

    /// <summary>A value on the scale.</summary>
    public double Scaled(double value) => Positive ? Math.Log(value + _origin) : (value - _origin) / _unit;

    /// <summary>The value at a place on the scale.</summary>
    public double Value(double scaled) => Positive ? Math.Max(0, Math.Exp(scaled) - _origin) : _origin + _unit * scaled;

    // Equally wide in the square root of time: the newer half keeps most points, the steep beginning enough.
    int BinOf(double step, int index) => Count <= MostPoints ? index : Math.Min(MostPoints - 1, (int)(MostPoints * Math.Sqrt(step / Last)));

    double TrendOf()
    {
        var from = Math.Max(0, Math.Min(Array.FindIndex(Times, time => time >= 0.4), Times.Length - 3));
        var slopes = new List<double>();
        for (var i = from; i < Times.Length; i++)
            for (var j = from; j < i; j++)
                if (Times[i] > Times[j]) slopes.Add((Values[i] - Values[j]) / Math.Log(Times[i] / Times[j]));
        return slopes.Count > 0 ? Median([.. slopes]) : 0;
    }

    // Second differences take out any smooth course; those of white noise have six times its variance.
    static double NoiseOf(double[] scaled)
    {
        var from = scaled.Length >= 12 ? scaled.Length / 2 : 0;
        var rough = new List<double>();
        for (var i = Math.Max(1, from); i + 1 < scaled.Length; i++) rough.Add(Math.Abs(scaled[i - 1] - 2 * scaled[i] + scaled[i + 1]) / Math.Sqrt(6));
        return rough.Count > 0 ? Normal * Median([.. rough]) : 0;
    }

    static double Median(double[] values) => Quantiles.Of(values, 0.5);
}
