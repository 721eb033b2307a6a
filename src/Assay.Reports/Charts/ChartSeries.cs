namespace Assay.Reports;

/// <summary>A named list of points. A point whose x or y is NaN or infinite, or not positive on a logarithmic axis, is a gap.</summary>
public sealed record ChartSeries
{
    /// <summary>Points (x[i], y[i]) in drawing order.</summary>
    /// <exception cref="ArgumentException">The two lists differ in length.</exception>
    public ChartSeries(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count)
            throw new ArgumentException($"Series '{name}' has {x.Count} x values and {y.Count} y values; it needs one x for each y.");
        (Name, X, Y) = (name, x, y);
    }

    public string Name { get; }
    public IReadOnlyList<double> X { get; }
    public IReadOnlyList<double> Y { get; }

    /// <summary>How the points are drawn.</summary>
    public SeriesMark Mark { get; init; } = SeriesMark.Line;

    /// <summary>Lower and upper limits of each point, such as an interval over seeds: a band around a line, bars at dots; or none.</summary>
    /// <exception cref="ArgumentException">They are not one of each a point.</exception>
    public (IReadOnlyList<double> Low, IReadOnlyList<double> High)? Limits
    {
        get;
        init => field = value is not { } limits || (limits.Low.Count == X.Count && limits.High.Count == X.Count)
            ? value
            : throw new ArgumentException($"Series '{Name}' has {X.Count} points, {limits.Low.Count} lower and {limits.High.Count} upper limits; it needs one of each a point.");
    }
}
