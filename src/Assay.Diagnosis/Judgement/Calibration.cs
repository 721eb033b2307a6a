namespace Assay.Diagnosis;

/// <summary>A rising map from a score to a probability, linear between its points.</summary>
/// <param name="Scores">Rising.</param>
/// <param name="Probabilities">Not falling, as many.</param>
sealed record Calibration(IReadOnlyList<double> Scores, IReadOnlyList<double> Probabilities)
{
    const int Points = 40;

    /// <summary>The probability of a score.</summary>
    public double Of(double score)
    {
        if (double.IsNaN(score)) return double.NaN;
        var after = 0;
        while (after < Scores.Count && Scores[after] < score) after++;
        if (after == 0) return Probabilities[0];
        if (after == Scores.Count) return Probabilities[^1];
        var share = (score - Scores[after - 1]) / (Scores[after] - Scores[after - 1]);
        return Probabilities[after - 1] + (share * (Probabilities[after] - Probabilities[after - 1]));
    }

    /// <summary>
    /// Isotonic regression by pooling adjacent violators (Ayer et al. 1955), with one imagined hit and miss of weight <paramref name="doubt"/>
    /// at each end, so that no probability is 0 or 1.
    /// </summary>
    public static Calibration Fit(IEnumerable<(double Score, bool Hit, double Weight)> outcomes, double doubt = 1)
    {
        var sorted = outcomes.Where(one => double.IsFinite(one.Score)).OrderBy(one => one.Score).ToList();
        if (sorted.Count == 0) return new Calibration([0], [0.5]);
        // Groups of equal size first: a step for each case would follow the noise.
        var size = Math.Max(1, sorted.Count / Points);
        var blocks = new List<(double Score, double Hits, double Weight)>();
        for (var from = 0; from < sorted.Count; from += size)
        {
            var part = sorted.GetRange(from, Math.Min(size, sorted.Count - from));
            blocks.Add((part.Average(one => one.Score), part.Sum(one => one.Hit ? one.Weight : 0), part.Sum(one => one.Weight)));
        }
        (blocks[0], blocks[^1]) = ((blocks[0].Score, blocks[0].Hits + (doubt / 2), blocks[0].Weight + doubt), blocks[^1]);
        blocks[^1] = (blocks[^1].Score, blocks[^1].Hits + (doubt / 2), blocks[^1].Weight + doubt);
        for (var i = 0; i + 1 < blocks.Count;)
        {
            var (a, b) = (blocks[i], blocks[i + 1]);
            if (a.Hits / a.Weight <= b.Hits / b.Weight)
            {
                i++;
                continue;
            }
            blocks[i] = (((a.Score * a.Weight) + (b.Score * b.Weight)) / (a.Weight + b.Weight), a.Hits + b.Hits, a.Weight + b.Weight);
            blocks.RemoveAt(i + 1);
            i = Math.Max(0, i - 1);
        }
        return new Calibration([.. blocks.Select(block => block.Score)], [.. blocks.Select(block => block.Hits / block.Weight)]);
    }
}
