namespace Assay.Diagnosis;

/// <summary>
/// A line through points, by the median of the slopes of all pairs (Theil 1950, Sen 1968): a quarter of the points may be anything.
/// </summary>
/// <param name="Slope">Change of y for each unit of x.</param>
/// <param name="Intercept">Value at x = 0.</param>
/// <param name="Noise">Standard deviation of the points around the line, by their median absolute deviation.</param>
/// <param name="Error">Standard error of the slope for independent noise of that size; 0 where the points lie on the line.</param>
sealed record TheilSen(double Slope, double Intercept, double Noise, double Error)
{
    /// <summary>Points looked at, at most: all pairs of these are visited.</summary>
    public const int Points = 200;

    /// <summary>The line through a curve's finite points, over its steps; null for fewer than 3 of them or a single step.</summary>
    public static TheilSen? Of(Curve curve)
    {
        var points = curve.Finite().Thinned(Points);
        if (points.Count < 3) return null;
        var (x, y) = (points.Steps, points.Values);
        var slopes = new List<double>(points.Count * (points.Count - 1) / 2);
        for (var i = 1; i < points.Count; i++)
            for (var j = 0; j < i; j++)
                if (x[i] > x[j]) slopes.Add((y[i] - y[j]) / (x[i] - x[j]));
        if (slopes.Count == 0) return null;

        var slope = Robust.Median(slopes);
        var offsets = y.Zip(x, (value, step) => value - slope * step).ToList();
        var middle = x.Average();
        var spread = Math.Sqrt(x.Sum(step => (step - middle) * (step - middle)));
        var noise = Robust.Deviation(offsets);
        return new TheilSen(slope, Robust.Median(offsets), noise, noise / spread);
    }
}
