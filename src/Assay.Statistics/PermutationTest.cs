namespace Assay.Statistics;

/// <summary>
/// Tests that ask nothing of the distribution: how often would a difference as large as the one seen come up if labels had been given by chance
/// (Fisher, 1935; Pitman, 1937)? All p-values are two-sided. Up to <see cref="ExactPairs"/> pairs every case is counted; above, cases are drawn, and
/// the p-value counts the one seen as one of them (Phipson, Smyth: "Permutation p-values should never be zero", 2010).
/// </summary>
public static class PermutationTest
{
    /// <summary>Up to so many pairs the test is exact.</summary>
    public const int ExactPairs = 20;

    /// <summary>How many cases are drawn where not all are counted.</summary>
    public const int Draws = 20_000;

    // Sums that differ by rounding alone are equal: their order of addition differs.
    const double Rounding = 1e-10;

    /// <summary>Whether the mean of a - b differs from 0: the sign of every difference might as well have been the other one.</summary>
    /// <param name="a">One value a pair.</param>
    /// <param name="b">The other one.</param>
    /// <param name="seed">Of the draws above <see cref="ExactPairs"/> pairs.</param>
    /// <returns>The p-value; 1 where all pairs are equal.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there are no pairs, or a value is not finite.</exception>
    public static double Paired(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ulong seed)
    {
        Samples.RequirePairs(a, b);
        var differences = new double[a.Length];
        for (var pair = 0; pair < a.Length; pair++) differences[pair] = a[pair] - b[pair];
        return SignFlip(differences, seed);
    }

    /// <summary>The same for differences that are already taken.</summary>
    /// <exception cref="ArgumentException">There are no differences, or one is not finite.</exception>
    public static double SignFlip(ReadOnlySpan<double> differences, ulong seed)
    {
        Samples.Require(differences);
        double sum = 0, scale = 0;
        foreach (var difference in differences)
        {
            sum += difference;
            scale += Math.Abs(difference);
        }

        if (scale == 0) return 1;
        var limit = Math.Abs(sum) - Rounding * scale;
        return differences.Length <= ExactPairs ? Exact(differences, sum, limit) : Sampled(differences, limit, seed);
    }

    /// <summary>The smallest p-value that so many pairs can reach, however large their differences: 2 / 2^pairs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of pairs is negative.</exception>
    public static double Smallest(int pairs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pairs);
        return Math.Min(1, 2 * Math.Pow(2, -pairs));
    }

    /// <summary>The fewest pairs that can reach a level, where so many tests share it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there is no test.</exception>
    public static int FewestPairs(double level = 0.05, long tests = 1)
    {
        Samples.RequireLevel(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(tests, 1);
        var pairs = 1;
        while (Smallest(pairs) * tests > level) pairs++;
        return pairs;
    }

    /// <summary>
    /// Whether several treatments differ at all, each of them seen once in every block: within a block the labels might as well have been given
    /// otherwise. The statistic is that of the analysis of variance of a randomised block design.
    /// </summary>
    /// <param name="blocks">One row a block (a seed), one value a treatment (a configuration), all rows equally long.</param>
    /// <param name="seed">Of the draws; cases are always drawn.</param>
    /// <param name="draws">How many.</param>
    /// <returns>The p-value; 1 where all treatments are equal in every block.</returns>
    /// <exception cref="ArgumentException">There is no block, there are fewer than two treatments, rows differ in length or a value is not finite.</exception>
    public static double Blocks(IReadOnlyList<double[]> blocks, ulong seed, int draws = Draws)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        if (blocks.Count == 0 || blocks[0].Length < 2 || blocks.Any(block => block.Length != blocks[0].Length))
            throw new ArgumentException($"blocks hold {string.Join(", ", blocks.Select(block => block.Length))} treatments; needed: at least one block, each with the same two or more", nameof(blocks));
        var centred = blocks.Select(Centred).ToArray();
        if (centred.All(block => block.All(value => value == 0))) return 1;
        var sums = new double[blocks[0].Length];
        var limit = Spread(centred, sums) * (1 - Rounding);
        var generator = new CounterGenerator(seed);
        var reached = 1;
        for (var draw = 0; draw < draws; draw++)
        {
            foreach (var block in centred) generator.Shuffle(block);
            if (Spread(centred, sums) >= limit) reached++;
        }

        return reached / (draws + 1.0);
    }

    // Half of all patterns, since the other half mirrors it; neighbours in Gray code differ by one sign.
    static double Exact(ReadOnlySpan<double> differences, double sum, double limit)
    {
        var patterns = 1L << (differences.Length - 1);
        var signs = new double[differences.Length];
        Array.Fill(signs, 1.0);
        var reached = 1L;
        for (long pattern = 1; pattern < patterns; pattern++)
        {
            var turned = System.Numerics.BitOperations.TrailingZeroCount(pattern);
            signs[turned] = -signs[turned];
            sum += 2 * signs[turned] * differences[turned];
            if (Math.Abs(sum) >= limit) reached++;
        }

        return (double)reached / patterns;
    }

    static double Sampled(ReadOnlySpan<double> differences, double limit, ulong seed)
    {
        var generator = new CounterGenerator(seed);
        var reached = 1;
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var pair = 0; pair < differences.Length; pair++) sum += (generator.Next() >> 63) == 0 ? differences[pair] : -differences[pair];
            if (Math.Abs(sum) >= limit) reached++;
        }

        return reached / (Draws + 1.0);
    }

    static double[] Centred(double[] block)
    {
        Samples.Require(block);
        var mean = Samples.Mean(block);
        return block.All(value => value == block[0]) ? new double[block.Length] : [.. block.Select(value => value - mean)];
    }

    static double Spread(double[][] blocks, double[] sums)
    {
        Array.Clear(sums);
        foreach (var block in blocks)
            for (var treatment = 0; treatment < sums.Length; treatment++) sums[treatment] += block[treatment];
        var spread = 0.0;
        foreach (var sum in sums) spread += sum * sum;
        return spread;
    }
}
