using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>
/// Losses of radii r, (batch, 1): what lies at which distance from the origin. Targets fall evenly from an outer radius at level 0 to an inner one at level 9.
/// </summary>
static class RadialLosses
{
    const int Deepest = TernaryOperations.Levels - 1;

    /// <summary>The radius that a level is to have.</summary>
    public static double Target(int level, double outer, double inner) => outer - ((double)level / Deepest * (outer - inner));

    /// <summary>mean of (1 + e^(0.4 v)) (r - target)^2: deep levels count more.</summary>
    public static Tensor Radial(Tensor radius, TernaryBatch batch, double outer, double inner) =>
        (batch.ByLevel(level => 1 + Math.Exp(0.4 * level)) * (radius - batch.ByLevel(level => Target(level, outer, inner))).Square()).Mean();

    /// <summary>Mean over pairs with v_i > v_j of relu(half the difference of their targets - (r_j - r_i)).</summary>
    public static Tensor Margin(Tensor radius, TernaryBatch batch, double outer, double inner)
    {
        var step = 0.5 * (outer - inner) / Deepest;
        return OverPairs(batch, (batch.ByPair((i, j) => step * Math.Abs(i - j)) - Gap(radius, batch)).Relu(), static (_, _) => 1);
    }

    /// <summary>Mean over pairs of different levels of |v_i - v_j| sigmoid(-gap / temperature), where the gap is positive for pairs in the right order.</summary>
    public static Tensor Rank(Tensor radius, TernaryBatch batch, double temperature) =>
        OverPairs(batch, (Gap(radius, batch) * (float)(-1 / temperature)).Sigmoid(), static (i, j) => Math.Abs(i - j));

    /// <summary>Mean over pairs of different levels of a smooth hinge, softplus((margin - gap) / temperature) * margin: each pair counts alike, as in Spearman's coefficient.</summary>
    public static Tensor Order(Tensor radius, TernaryBatch batch, double margin, double temperature) =>
        OverPairs(batch, ((Gap(radius, batch) * -1f) + (float)margin).Over(temperature).Softplus() * (float)margin, static (_, _) => 1);

    /// <summary>Mean squared distance of level means from their targets, over the levels of the batch.</summary>
    public static Tensor LevelMeans(Tensor radius, TernaryBatch batch, double outer, double inner)
    {
        var levels = batch.Present.Count(present => present);
        return (batch.Averages.MatMul(radius) - batch.OfLevels(level => Target(level, outer, inner))).Square().Sum() / levels;
    }

    /// <summary>Sum over neighbouring levels of the batch of relu(mean of the deeper - mean of the other + 0.01).</summary>
    public static Tensor Separation(Tensor radius, TernaryBatch batch)
    {
        int[] levels = [.. Enumerable.Range(0, TernaryOperations.Levels).Where(level => batch.Present[level])];
        var means = batch.Averages.MatMul(radius);
        return (means.Rows(levels[1..]) - means.Rows(levels[..^1]) + 0.01f).Relu().Sum();
    }

    /// <summary>
    /// Mean over the levels of the batch of (0.5 - ratio)^2 where the ratio of a level's variance (divided by its size less one) to
    /// <paramref name="original"/> is below 0.5: levels are not to shrink to half of what they were.
    /// </summary>
    public static Tensor Shrinking(Tensor radius, TernaryBatch batch, IReadOnlyList<double> original)
    {
        var sizes = new int[TernaryOperations.Levels];
        foreach (var level in batch.Valuations) sizes[level]++;
        var counted = Enumerable.Range(0, sizes.Length).Count(level => sizes[level] > 1 && original[level] > 0);
        // A level without a variance has a ratio of 1, and so no loss.
        var scale = batch.OfLevels(level => sizes[level] > 1 && original[level] > 0 ? sizes[level] / (sizes[level] - 1.0) / original[level] : 0);
        var rest = Tensor.From([.. Enumerable.Range(0, sizes.Length).Select(level => sizes[level] > 1 && original[level] > 0 ? 0f : 1f)], sizes.Length, 1);
        return (0.5f - ((Variances(radius, batch) * scale) + rest)).Relu().Square().Sum() / Math.Max(1, counted);
    }

    /// <summary>Mean over operations of the squared share of its band's width (at least 0.05) by which a radius lies outside of its level's band.</summary>
    public static Tensor Bands(Tensor radius, TernaryBatch batch, RadiusBands bands)
    {
        var outside = (batch.ByLevel(level => bands.Low[level]) - radius).Relu() + (radius - batch.ByLevel(level => bands.High[level])).Relu();
        return (batch.ByLevel(level => (1 + Math.Exp(0.4 * level)) / Math.Pow(Math.Max(0.05, bands.Width(level)), 2)) * outside.Square()).Mean() / (float)bands.MeanWeight(batch.Valuations);
    }

    /// <summary>Mean over levels of relu(1 - variance / goal)^2: levels are to be as rich as their bands allow.</summary>
    public static Tensor Spread(Tensor radius, TernaryBatch batch, RadiusBands bands) =>
        (1f - (Variances(radius, batch) * batch.OfLevels(level => 1 / bands.Variance(level)))).Relu().Square().Slice(0, 0, TernaryOperations.Levels - 2).Mean();

    /// <summary>Variances of the levels (divided by size): (10, 1).</summary>
    static Tensor Variances(Tensor radius, TernaryBatch batch)
    {
        // Around a fixed middle, so that little cancels.
        var shifted = radius - 0.5f;
        return batch.Averages.MatMul(shifted.Square()) - batch.Averages.MatMul(shifted).Square();
    }

    // How far a pair is apart in the right direction; 0 for pairs of one level.
    static Tensor Gap(Tensor radius, TernaryBatch batch) =>
        (radius.Rows(batch.First) - radius.Rows(batch.Second)) * batch.ByPair((i, j) => Math.Sign(j - i));

    static Tensor OverPairs(TernaryBatch batch, Tensor losses, Func<int, int, double> weight)
    {
        var different = 0;
        for (var pair = 0; pair < batch.First.Length; pair++)
            if (batch.Valuations[batch.First[pair]] != batch.Valuations[batch.Second[pair]]) different++;
        return (losses * batch.ByPair((i, j) => i == j ? 0 : weight(i, j))).Sum() / Math.Max(1, different);
    }

    static Tensor Over(this Tensor x, double divisor) => x * (float)(1 / divisor);
}
