using Assay.Runs;
using Assay.Statistics;
using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>What a report shows of the radii of each level, the bound on their order, and pictures of the ball.</summary>
static class TernaryLevels
{
    const int Bins = 60, Decimals = 5;

    // Of a level in a picture; from level 3 on all are drawn.
    const int Drawn = 300, FirstWhole = 3;

    /// <summary>Looks at the means of the codes that were taught.</summary>
    /// <param name="model">The best checkpoint, in evaluation mode.</param>
    /// <param name="settings">Of its run.</param>
    /// <param name="step">Updates that it has had.</param>
    public static LevelEvaluation Of(TernaryModel model, SettingValues settings, long step)
    {
        var (maxRadius, both) = (settings.Number("max.radius"), settings.Text("codes") == TernarySettings.Both);
        var bound = RichnessBound.Curve(maxRadius);
        return new LevelEvaluation
        {
            Checkpoint = EpochSession.Best, Step = step, MaxRadius = maxRadius,
            Codes = [.. (both ? new[] { false, true } : [false]).Select(b => Of(TernaryCodes.Of(model.Encoder(b)).Embed(model, b, null, decode: false, fromPoint: false), b ? "B" : "A", maxRadius))],
            BoundRichness = [.. bound.Select(point => point.Richness)], BoundHierarchy = [.. bound.Select(point => point.Hierarchy)],
        };
    }

    /// <summary>Looks at one code.</summary>
    public static LevelCode Of(TernaryEmbedding embedding, string name, double maxRadius)
    {
        var (places, shares) = Plane(embedding.Points);
        return new LevelCode
        {
            Name = name, Curvature = embedding.Curvature, Shares = shares,
            Levels = [.. Enumerable.Range(0, TernaryOperations.Levels).Select(level => Radii(embedding, level, maxRadius))],
            Points = [.. Chosen().Select(index => new LevelPoint(
                index, TernaryOperations.Valuation(index), Round(embedding.Radii[index]), [Round(places[2 * index]), Round(places[(2 * index) + 1])]))],
        };
    }

    static LevelRadii Radii(TernaryEmbedding embedding, int level, double maxRadius)
    {
        double[] radii = [.. embedding.Radii.Where((_, index) => TernaryOperations.Valuation(index) == level)];
        var mean = radii.Average();
        var histogram = new int[Bins];
        foreach (var radius in radii) histogram[Math.Clamp((int)(radius / maxRadius * Bins), 0, Bins - 1)]++;
        return new LevelRadii
        {
            Level = level, Size = radii.Length, Mean = mean, Deviation = Math.Sqrt(radii.Average(radius => (radius - mean) * (radius - mean))), Min = radii.Min(), Max = radii.Max(),
            Quantiles = Quantiles.Of(radii, [.. LevelRadii.QuantileShares]), Histogram = histogram,
        };
    }

    // The two directions through the origin along which points are farthest from it: each point is seen together with its mirror image, so that their mean is there.
    static (double[] Places, double[] Shares) Plane(float[] points)
    {
        var width = points.Length / TernaryOperations.Count;
        float[] mirrored = [.. points, .. points.Select(value => -value)];
        var axes = PrincipalAxes.Project(mirrored, width, 2);
        return ([.. axes.Scores.Take(2 * TernaryOperations.Count)], [.. axes.Shares]);
    }

    static IEnumerable<int> Chosen()
    {
        var rng = new Rng(17).Split("picture");
        var levels = Enumerable.Range(0, TernaryOperations.Count).GroupBy(TernaryOperations.Valuation).OrderBy(level => level.Key);
        foreach (var level in levels)
            foreach (var index in level.Key < FirstWhole ? level.Select(index => (Index: index, Lot: rng.NextDouble())).OrderBy(one => one.Lot).Take(Drawn).Select(one => one.Index).Order() : level.Order())
                yield return index;
    }

    static double Round(double value) => Math.Round(value, Decimals);
}
