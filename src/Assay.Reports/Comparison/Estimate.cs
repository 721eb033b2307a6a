using Assay.Statistics;

namespace Assay.Reports;

/// <summary>Estimates in words and cells: the same everywhere.</summary>
public static class Estimate
{
    /// <summary>A value with its limits: 0.662 (0.655 to 0.669); limits that nothing bounds are left out.</summary>
    public static string Text(Interval interval) => double.IsInfinity(interval.Low) || double.IsInfinity(interval.High)
        ? Short(interval.Value)
        : $"{Short(interval.Value)} ({Short(interval.Low)} to {Short(interval.High)})";

    /// <summary>A difference with its sign and its limits, and a star where they do not include 0.</summary>
    public static string Difference(Interval interval) => $"{(interval.Value > 0 ? "+" : "")}{Text(interval)}{(interval.Excludes(0) ? " *" : "")}";

    /// <summary>What the star says.</summary>
    public const string Star = "* the interval leaves 0 out";

    static string Short(double value) => Numbers.Format(Math.Abs(value) is < 1000 and >= 1e-3 ? Math.Round(value, 4) : value);
}
