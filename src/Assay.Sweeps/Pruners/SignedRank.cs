namespace Assay.Sweeps;

/// <summary>
/// Wilcoxon's signed-rank test ("Individual comparisons by ranking methods", 1945) with its exact distribution, ties included: every pattern of
/// signs is as likely as any other, so the distribution of the sum of positive ranks is built up rank by rank.
/// </summary>
static class SignedRank
{
    /// <summary>
    /// The probability of a sum of positive ranks at least as large as the given differences have, were they as likely above 0 as below.
    /// Zeros are left out; 1 where nothing is left.
    /// </summary>
    public static double ProbabilityOfAtLeast(IEnumerable<double> differences)
    {
        double[] given = [.. differences.Where(difference => difference != 0).OrderBy(Math.Abs)];
        // Ranks are doubled, so that the mean ranks of ties are whole numbers.
        var ranks = new int[given.Length];
        for (var first = 0; first < given.Length;)
        {
            var end = first;
            while (end < given.Length && Math.Abs(given[end]) == Math.Abs(given[first])) end++;
            Array.Fill(ranks, first + end + 1, first, end - first);
            first = end;
        }

        var positive = 0;
        var distribution = new double[ranks.Sum() + 1];
        distribution[0] = 1;
        for (var index = 0; index < ranks.Length; index++)
        {
            if (given[index] > 0) positive += ranks[index];
            for (var sum = distribution.Length - 1; sum >= 0; sum--)
                distribution[sum] = 0.5 * (distribution[sum] + (sum >= ranks[index] ? distribution[sum - ranks[index]] : 0));
        }
        return Math.Min(1, distribution[positive..].Sum());
    }
}
