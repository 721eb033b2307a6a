namespace Assay.Cli;

/// <summary>A curve in one line of text, on a logarithmic scale where all its values are positive.</summary>
static class Sparkline
{
    const string Levels = "▁▂▃▄▅▆▇█";
    const char Gap = '·';

    /// <summary>At most <paramref name="width"/> characters; each stands for the mean of a stretch. A value that is not finite is a dot.</summary>
    public static string Render(IReadOnlyList<double> values, int width)
    {
        if (width <= 0 || values.Count == 0) return "";
        var log = values.Where(double.IsFinite).All(value => value > 0);
        var points = Shrink(log ? [.. values.Select(value => Math.Log(value))] : values, width);
        var finite = points.Where(double.IsFinite).ToList();
        if (finite.Count == 0) return new string(Gap, points.Count);
        var (low, high) = (finite.Min(), finite.Max());
        return string.Concat(points.Select(point => !double.IsFinite(point) ? Gap
            : high > low ? Levels[(int)Math.Round((point - low) / (high - low) * (Levels.Length - 1))]
            : Levels[Levels.Length / 2]));
    }

    static IReadOnlyList<double> Shrink(IReadOnlyList<double> values, int width)
    {
        if (values.Count <= width) return values;
        var points = new double[width];
        for (var index = 0; index < width; index++)
        {
            var (start, end) = ((int)((long)index * values.Count / width), (int)((long)(index + 1) * values.Count / width));
            for (var i = start; i < end; i++) points[index] += values[i] / (end - start);
        }

        return points;
    }
}
