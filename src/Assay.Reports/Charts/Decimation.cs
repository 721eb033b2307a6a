namespace Assay.Reports;

/// <summary>Thins long series for drawing without losing a spike: of each stretch its lowest and highest point stay.</summary>
static class Decimation
{
    /// <summary>About how many points of a series are drawn: more would share pixels.</summary>
    public const int Points = 1000;

    /// <summary>The unbroken stretches of a series: a point that cannot be drawn ends one.</summary>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Stretches(ChartSeries series, bool logX, bool logY)
    {
        var stretches = new List<IReadOnlyList<(double X, double Y)>>();
        var current = new List<(double X, double Y)>();
        for (var i = 0; i < series.Y.Count; i++)
        {
            if (Axis.CanShow(series.X[i], logX) && Axis.CanShow(series.Y[i], logY))
            {
                current.Add((series.X[i], series.Y[i]));
                continue;
            }
            if (current.Count > 0) stretches.Add(current);
            current = [];
        }
        if (current.Count > 0) stretches.Add(current);
        return stretches;
    }

    /// <summary>At most about <paramref name="limit"/> of the points, in order, with the first, the last and all extremes.</summary>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points, int limit = Points)
    {
        if (points.Count <= limit || points.Count <= 4) return points;
        var buckets = Math.Max(1, limit / 2);
        var kept = new List<(double X, double Y)> { points[0] };
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var start = 1 + (int)((long)bucket * (points.Count - 2) / buckets);
            var end = 1 + (int)((long)(bucket + 1) * (points.Count - 2) / buckets);
            if (start == end) continue;
            var (low, high) = (start, start);
            for (var i = start + 1; i < end; i++)
            {
                if (points[i].Y < points[low].Y) low = i;
                if (points[i].Y > points[high].Y) high = i;
            }
            kept.Add(points[Math.Min(low, high)]);
            if (low != high) kept.Add(points[Math.Max(low, high)]);
        }
        kept.Add(points[^1]);
        return kept;
    }
}
