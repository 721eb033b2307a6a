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
}
