namespace Assay.Runs;

/// <summary>The points of one code in its ball.</summary>
public sealed record LevelCode
{
    /// <summary>"A" or "B".</summary>
    public required string Name { get; init; }

    /// <summary>c of the ball, which ends at 1 / sqrt(c).</summary>
    public required double Curvature { get; init; }

    /// <summary>Radii of each level, from level 0.</summary>
    public required IReadOnlyList<LevelRadii> Levels { get; init; }

    /// <summary>Shares of the points' spread around the origin that lie along the two directions of <see cref="LevelPoint.Place"/>.</summary>
    public required double[] Shares { get; init; }

    /// <summary>Some operations of each level for pictures, all of the deep ones.</summary>
    public required IReadOnlyList<LevelPoint> Points { get; init; }

    internal string? Problem()
    {
        if (Levels.Count == 0) return $"code {Name} has no levels";
        var bins = Levels[0].Histogram.Length;
        foreach (var level in Levels)
        {
            if (level.Quantiles.Length != LevelRadii.QuantileShares.Count)
                return $"level {level.Level} of code {Name} has {level.Quantiles.Length} quantiles; needed: {LevelRadii.QuantileShares.Count}";
            if (level.Histogram.Length != bins || level.Histogram.Sum() != level.Size)
                return $"level {level.Level} of code {Name} has {level.Histogram.Sum()} radii in {level.Histogram.Length} bins; needed: {level.Size} in {bins}";
        }
        return Points.FirstOrDefault(point => point.Place.Length != 2) is { } point ? $"operation {point.Operation} of code {Name} has {point.Place.Length} coordinates; needed: 2" : null;
    }
}
