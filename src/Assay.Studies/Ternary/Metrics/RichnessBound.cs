namespace Assay.Studies.Ternary;

/// <summary>
/// The best hierarchy that any radii of some richness can have. For a fixed order of the operations richness is a convex function of their radii, which
/// rise along that order from 0 to the largest: so it is greatest where every radius is 0 or the largest (but for differences that vanish and keep
/// the order). What is left to choose is the share of each level that lies outside; the hierarchy and the richness are quadratic in these shares.
/// The bound is exact for large levels. Because every level counts alike in the richness, the few deep operations can be rich at next to no cost.
/// </summary>
static class RichnessBound
{
    const int Levels = TernaryOperations.Levels;
    const double N = TernaryOperations.Count;

    // Mean rank of each level in the order of valuations.
    static readonly double[] MeanRanks = Ranks();
    static readonly double Scale = Math.Sqrt(TernaryOperations.LevelSizes.Select((size, level) => size * Square(MeanRanks[level] - ((N + 1) / 2))).Sum() * ((N * N * N) - N) / 12);

    // (richness, hierarchy) where the largest radius is 1.
    static readonly Lazy<IReadOnlyList<(double Richness, double Hierarchy)>> Unit = new(Trace);

    /// <summary>Points of the bound, (richness, hierarchy), from no richness to the most, which is that of all levels half outside.</summary>
    /// <param name="maxRadius">The largest radius.</param>
    public static IReadOnlyList<(double Richness, double Hierarchy)> Curve(double maxRadius) => [.. Unit.Value.Select(point => (point.Richness * Square(maxRadius), point.Hierarchy))];

    static List<(double Richness, double Hierarchy)> Trace()
    {
        // Level 0 may be split for nothing: whatever is inside of it is farther out than the rest.
        List<(double Richness, double Hierarchy)> points = [(0, TernaryScores.Ceiling), (0.25 / Levels, TernaryScores.Ceiling)];
        // What a unit of richness may cost.
        for (var price = 1e-6; price < 100; price *= 1.5)
        {
            var shares = Best(price);
            var point = (shares.Sum(share => share * (1 - share)) / Levels, Hierarchy(shares));
            if (point.Item1 > points[^1].Richness + 1e-6) points.Add(point);
        }
        return points;
    }

    /// <summary>The hierarchy of radii of which these shares of the levels are the largest and the others 0, in the best order among equals.</summary>
    public static double Hierarchy(ReadOnlySpan<double> shares)
    {
        double below = 0, sum = 0;
        for (var outside = 0; outside < 2; outside++)
            for (var level = Levels - 1; level >= 0; level--)
            {
                var count = TernaryOperations.LevelSizes[level] * (outside == 1 ? shares[level] : 1 - shares[level]);
                sum += (MeanRanks[level] - ((N + 1) / 2)) * count * (below + (count / 2));
                below += count;
            }
        return sum / Scale;
    }

    // Shares that minimise hierarchy - price * richness, by one share at a time, from several beginnings: quadratic in each.
    static double[] Best(double price)
    {
        double[]? best = null;
        var lowest = double.PositiveInfinity;
        foreach (var start in new[] { 0.5, 1 })
            for (var split = 0; split <= Levels; split++)
            {
                var shares = new double[Levels];
                for (var level = 0; level < Levels; level++) shares[level] = level < split ? start : level == split ? 0.5 : 0;
                Descend(shares, price);
                if (Cost(shares, price) is var cost && cost >= lowest) continue;
                (best, lowest) = (shares, cost);
            }
        return best!;
    }

    static void Descend(double[] shares, double price)
    {
        for (var (turn, gain) = (0, 1.0); turn < 200 && gain > 1e-10; turn++)
        {
            var before = Cost(shares, price);
            for (var level = 0; level < Levels; level++) shares[level] = Lowest(shares, level, price);
            gain = before - Cost(shares, price);
        }
    }

    static double Lowest(double[] shares, int level, double price)
    {
        double At(double share)
        {
            var old = shares[level];
            shares[level] = share;
            var cost = Cost(shares, price);
            shares[level] = old;
            return cost;
        }
        var (at0, atHalf, at1) = (At(0), At(0.5), At(1));
        var (curvature, slope) = ((2 * at0) - (4 * atHalf) + (2 * at1), (-3 * at0) + (4 * atHalf) - at1);
        var inside = curvature > 0 ? Math.Clamp(-slope / (2 * curvature), 0, 1) : 0;
        double[] candidates = [inside, 0, 1, shares[level]];
        return candidates.MinBy(At);
    }

    static double Cost(ReadOnlySpan<double> shares, double price)
    {
        var richness = 0.0;
        foreach (var share in shares) richness += share * (1 - share);
        return Hierarchy(shares) - (price * richness);
    }

    static double[] Ranks()
    {
        var ranks = new double[Levels];
        var below = 0.0;
        for (var level = 0; level < Levels; level++)
        {
            ranks[level] = below + ((TernaryOperations.LevelSizes[level] + 1) / 2.0);
            below += TernaryOperations.LevelSizes[level];
        }
        return ranks;
    }

    static double Square(double x) => x * x;
}
