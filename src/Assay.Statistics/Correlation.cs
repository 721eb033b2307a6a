namespace Assay.Statistics;

/// <summary>How two lists of measurements of the same items go together: from -1 over 0 to 1; NaN where one list is constant.</summary>
public static class Correlation
{
    /// <summary>Pearson's product-moment correlation: how close the pairs lie to a line.</summary>
    /// <exception cref="ArgumentException">The lengths differ, there are no values, or one is not finite.</exception>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Samples.RequirePairs(x, y);
        var (meanX, meanY) = (Samples.Mean(x), Samples.Mean(y));
        double products = 0, squaresX = 0, squaresY = 0;
        for (var item = 0; item < x.Length; item++)
        {
            var (dx, dy) = (x[item] - meanX, y[item] - meanY);
            products += dx * dy;
            squaresX += dx * dx;
            squaresY += dy * dy;
        }

        // Two roots, because the product of two tiny sums can vanish where neither does.
        return squaresX > 0 && squaresY > 0
            ? Math.Clamp(products / (Math.Sqrt(squaresX) * Math.Sqrt(squaresY)), -1, 1)
            : double.NaN;
    }

    /// <summary>Spearman's rank correlation: Pearson's of the ranks, ties sharing the mean of theirs.</summary>
    /// <inheritdoc cref="Pearson" path="/exception"/>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Samples.RequirePairs(x, y);
        return Pearson(Ranks(x), Ranks(y));
    }

    /// <summary>
    /// Kendall's tau-b: concordant less discordant pairs of items, over the geometric mean of the pairs not tied in x and not tied in y
    /// (Kendall: "The treatment of ties in ranking problems", 1945). All pairs are visited.
    /// </summary>
    /// <inheritdoc cref="Pearson" path="/exception"/>
    public static double Kendall(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Samples.RequirePairs(x, y);
        long agreement = 0, apartX = 0, apartY = 0;
        for (var i = 1; i < x.Length; i++)
            for (var j = 0; j < i; j++)
            {
                var (signX, signY) = (Math.Sign(x[i] - x[j]), Math.Sign(y[i] - y[j]));
                agreement += signX * signY;
                apartX += signX * signX;
                apartY += signY * signY;
            }

        return apartX > 0 && apartY > 0 ? agreement / (Math.Sqrt(apartX) * Math.Sqrt(apartY)) : double.NaN;
    }

    /// <summary>Ranks from 1; equal values share the mean of the ranks they take up.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            for (var place = start; place < end; place++) ranks[order[place]] = (start + 1 + end) / 2.0;
            start = end;
        }

        return ranks;
    }
}
