using Assay.Statistics;

namespace Assay.Studies.Ternary;

/// <summary>
/// The metrics of an embedding, over all operations. Radii are Euclidean; a fixed curvature orders hyperbolic ones alike.
/// </summary>
static class TernaryScores
{
    /// <summary>
    /// The lowest hierarchy that distinct radii can have: the levels have ties and the radii none, so -sqrt(1 - sum (t^3 - t) / (N^3 - N)) over level
    /// sizes t (tie correction of Spearman's coefficient).
    /// </summary>
    public static readonly double Ceiling = -Math.Sqrt(1 - (TernaryOperations.LevelSizes.Sum(size => Cube(size) - size) / (Cube(TernaryOperations.Count) - TernaryOperations.Count)));

    const int Pairs = 20_000;

    // Of the valuations, ties sharing theirs: the same for every embedding.
    static readonly double[] Ranks = Correlation.Ranks([.. TernaryOperations.AllValuations.ToArray().Select(valuation => (double)valuation)]);

    /// <summary>
    /// Spearman's correlation of valuation and radius, ties sharing their ranks: -0.83205 for radii that are all distinct and in perfect order; below
    /// that only where radii of a level coincide. 0 where all radii are equal.
    /// </summary>
    public static double Hierarchy(ReadOnlySpan<double> radii) => Correlation.Pearson(Ranks, Correlation.Ranks(radii)) is var rho && double.IsNaN(rho) ? 0 : rho;

    /// <summary>The mean over the ten levels of the variance of the radii in each (divided by its size, not by one less).</summary>
    public static double Richness(ReadOnlySpan<double> radii) => LevelVariances(radii).Average();

    /// <summary>Variance of the radii of each level.</summary>
    public static double[] LevelVariances(ReadOnlySpan<double> radii)
    {
        var (means, variances) = (LevelMeans(radii), new double[TernaryOperations.Levels]);
        for (var index = 0; index < radii.Length; index++)
        {
            var level = TernaryOperations.AllValuations[index];
            variances[level] += (radii[index] - means[level]) * (radii[index] - means[level]) / TernaryOperations.LevelSizes[level];
        }
        return variances;
    }

    /// <summary>Mean radius of each level.</summary>
    public static double[] LevelMeans(ReadOnlySpan<double> radii)
    {
        var means = new double[TernaryOperations.Levels];
        for (var index = 0; index < radii.Length; index++)
        {
            var level = TernaryOperations.AllValuations[index];
            means[level] += radii[index] / TernaryOperations.LevelSizes[level];
        }
        return means;
    }

    /// <summary>
    /// For each two adjacent levels the chance that a random operation of the lower one lies farther out (ties count half): what the hierarchy, which is
    /// decided by levels 0 and 1, says next to nothing about.
    /// </summary>
    public static double[] AdjacentAucs(ReadOnlySpan<double> radii)
    {
        var byLevel = new List<double>[TernaryOperations.Levels];
        for (var level = 0; level < byLevel.Length; level++) byLevel[level] = [];
        for (var index = 0; index < radii.Length; index++) byLevel[TernaryOperations.AllValuations[index]].Add(radii[index]);
        return [.. byLevel.Zip(byLevel.Skip(1), Auc)];
    }

    /// <summary>
    /// Spearman's correlation, over a fixed random sample of 20,000 pairs of operations, of their hyperbolic distance and their 3-adic distance
    /// 3^-v(|i - j|). Both have ties only in the latter.
    /// </summary>
    public static double DistanceCorrelation(TernaryEmbedding embedding)
    {
        var rng = new Tensors.Rng(9).Split("pairs");
        double[] hyperbolic = new double[Pairs], adic = new double[Pairs];
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (i, j) = (rng.NextInt(TernaryOperations.Count), rng.NextInt(TernaryOperations.Count));
            if (i == j) j = (j + 1) % TernaryOperations.Count;
            (hyperbolic[pair], adic[pair]) = (Distance(embedding, i, j), Math.Pow(3, -TernaryOperations.PairValuation(i, j)));
        }
        return Correlation.Spearman(adic, hyperbolic) is var rho && double.IsNaN(rho) ? 0 : rho;
    }

    /// <summary>All metrics of an embedding by name; those of code B end in <c>/b</c>.</summary>
    /// <param name="embedding">Of one code.</param>
    /// <param name="suffix">Empty or <c>/b</c>.</param>
    /// <param name="complete">Whether those that take time are among them.</param>
    public static Dictionary<string, double> Of(TernaryEmbedding embedding, string suffix, bool complete)
    {
        var radii = embedding.Radii;
        var metrics = new Dictionary<string, double>();
        if (embedding.Recovered is { } recovered) metrics["coverage"] = recovered.Count(right => right) / (double)TernaryOperations.Count;
        metrics["hierarchy" + suffix] = Hierarchy(radii);
        metrics["richness" + suffix] = Richness(radii);
        if (!complete) return metrics;
        metrics["hierarchy/normalised" + suffix] = metrics["hierarchy" + suffix] / Ceiling;
        metrics["richness/weighted" + suffix] = LevelVariances(radii).Zip(TernaryOperations.LevelSizes, (variance, size) => variance * size / TernaryOperations.Count).Sum();
        metrics["distance" + suffix] = DistanceCorrelation(embedding);
        metrics["q" + suffix] = metrics["distance" + suffix] - (1.5 * metrics["hierarchy" + suffix]);
        metrics["radii/distinct" + suffix] = radii.Distinct().Count();
        foreach (var (level, mean) in LevelMeans(radii).Index()) metrics[$"radius/v{level}{suffix}"] = mean;
        foreach (var (level, variance) in LevelVariances(radii).Index()) metrics[$"variance/v{level}{suffix}"] = variance;
        foreach (var (level, auc) in AdjacentAucs(radii).Index()) metrics[$"auc/v{level}{suffix}"] = auc;
        return metrics;
    }

    static double Distance(TernaryEmbedding embedding, int i, int j)
    {
        var width = embedding.Points.Length / TernaryOperations.Count;
        ReadOnlySpan<float> a = embedding.Points.AsSpan(i * width, width), b = embedding.Points.AsSpan(j * width, width);
        double squares = 0, normA = 0, normB = 0;
        for (var k = 0; k < width; k++)
        {
            squares += ((double)a[k] - b[k]) * ((double)a[k] - b[k]);
            normA += (double)a[k] * a[k];
            normB += (double)b[k] * b[k];
        }
        var c = embedding.Curvature;
        return 2 / Math.Sqrt(c) * Math.Asinh(Math.Sqrt(c * squares / ((1 - (c * normA)) * (1 - (c * normB)))));
    }

    static double Auc(List<double> outer, List<double> inner)
    {
        inner.Sort();
        var above = 0.0;
        foreach (var radius in outer) above += (Below(inner, radius, orEqual: false) + Below(inner, radius, orEqual: true)) / 2.0;
        return above / ((double)outer.Count * inner.Count);
    }

    static int Below(List<double> sorted, double value, bool orEqual)
    {
        int low = 0, high = sorted.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static double Cube(double x) => x * x * x;
}
