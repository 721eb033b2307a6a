namespace Assay.Studies.Ternary;

/// <summary>
/// Disjoint intervals of radii, level 0 outermost. Their widths are a mixture of shares in proportion to the sizes of levels and of equal shares, so
/// that level 0, which alone can be rich, has most of the room and deep levels still some.
/// </summary>
sealed class RadiusBands
{
    const double Gap = 0.1;

    /// <param name="maxRadius">Outer end of level 0.</param>
    /// <param name="bySize">Share of the room that is dealt out in proportion to sizes.</param>
    /// <param name="fill">Variance that a level is to have, as a share of its squared band: 1/12 for radii evenly spread, 1/4 for half of them at each end.</param>
    public RadiusBands(double maxRadius, double bySize, double fill)
    {
        Fill = fill;
        var edge = maxRadius;
        for (var level = 0; level < TernaryOperations.Levels; level++)
        {
            var room = maxRadius * ((bySize * TernaryOperations.LevelSizes[level] / TernaryOperations.Count) + ((1 - bySize) / TernaryOperations.Levels));
            High[level] = edge;
            Low[level] = edge - (room * (1 - (level == 0 ? Gap / 3 : Gap)));
            edge -= room;
        }
    }

    public double Fill { get; }

    public double[] Low { get; } = new double[TernaryOperations.Levels];

    public double[] High { get; } = new double[TernaryOperations.Levels];

    public double Width(int level) => High[level] - Low[level];

    /// <summary>What the level is to have.</summary>
    public double Variance(int level) => Fill * Width(level) * Width(level);

    /// <summary>Mean of 1 + e^(0.4 v) over some operations.</summary>
    public double MeanWeight(IReadOnlyList<int> valuations) => valuations.Average(level => 1 + Math.Exp(0.4 * level));
}
