namespace Assay.Runs;

/// <summary>The Euclidean radii of the operations of one level.</summary>
public sealed record LevelRadii
{
    /// <summary>The shares of <see cref="Quantiles"/>.</summary>
    public static IReadOnlyList<double> QuantileShares { get; } = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>The valuation of its operations.</summary>
    public required int Level { get; init; }

    /// <summary>Operations.</summary>
    public required int Size { get; init; }

    /// <summary>Mean radius.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation (divided by the size, not by one less).</summary>
    public required double Deviation { get; init; }

    /// <summary>The smallest radius.</summary>
    public required double Min { get; init; }

    /// <summary>The largest radius.</summary>
    public required double Max { get; init; }

    /// <summary>Radii below which 5, 25, 50, 75 and 95 % lie.</summary>
    public required double[] Quantiles { get; init; }

    /// <summary>Operations in bins of equal width, from 0 to the largest radius that a point can have.</summary>
    public required int[] Histogram { get; init; }
}
