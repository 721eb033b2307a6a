using MathNet.Numerics.Distributions;

namespace Assay.Statistics;

/// <summary>
/// How likely one measurement of A is better than one of B; equal ones count one half. 0.5 says nothing, 1 that A always wins
/// (Bouthillier et al.: "Accounting for variance in machine learning benchmarks", 2021, who ask for more than 0.5 beyond doubt, and possibly 0.75 or more).
/// </summary>
/// <param name="Estimate">The share of wins with its limits.</param>
public sealed record ProbabilityBetter(Interval Estimate)
{
    /// <summary>From this chance on an advantage is worth having.</summary>
    public const double Worthwhile = 0.75;

    /// <summary>Whether A is more often better beyond doubt.</summary>
    public bool IsShown => Estimate.Low > 0.5;

    /// <summary>Whether it is shown and may well be large enough to matter.</summary>
    public bool IsWorthwhile => IsShown && Estimate.High >= Worthwhile;

    /// <summary>
    /// Of values measured in pairs, such as with the same seed. The limits are those of Clopper and Pearson ("The use of confidence or fiducial limits",
    /// 1934), which leave 0.5 out exactly where a sign test does.
    /// </summary>
    /// <param name="a">Losses of A: less is better; infinity for one that never came to an end.</param>
    /// <param name="b">Losses of B.</param>
    /// <param name="level">Of the limits.</param>
    /// <exception cref="ArgumentException">The lengths differ, there are no pairs, or a value is NaN.</exception>
    public static ProbabilityBetter Paired(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double level = 0.95)
    {
        if (a.Length != b.Length) throw new ArgumentException($"{a.Length} values against {b.Length}; needed: pairs");
        Require(a);
        Require(b);
        Samples.RequireLevel(level);
        var wins = 0.0;
        for (var pair = 0; pair < a.Length; pair++) wins += Win(a[pair], b[pair]);
        var (count, tail) = (a.Length, (1 - level) / 2);
        var low = wins == 0 ? 0 : Beta.InvCDF(wins, count - wins + 1, tail);
        var high = wins == count ? 1 : Beta.InvCDF(wins + 1, count - wins, 1 - tail);
        return new ProbabilityBetter(new Interval(wins / count, low, high));
    }

    /// <summary>
    /// Of values that have nothing to do with each other: the share of all pairs that A wins (Mann, Whitney, 1947), with the limits of
    /// Newcombe's fifth method ("Confidence intervals for an effect size measure based on the Mann-Whitney statistic", part 2, 2006).
    /// </summary>
    /// <inheritdoc cref="Paired" path="/param"/>
    /// <exception cref="ArgumentException">There are no values, or one is NaN.</exception>
    public static ProbabilityBetter Unpaired(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double level = 0.95)
    {
        Require(a);
        Require(b);
        Samples.RequireLevel(level);
        var wins = 0.0;
        foreach (var one in a)
            foreach (var other in b) wins += Win(one, other);
        var pairs = (double)a.Length * b.Length;
        var share = wins / pairs;
        var quantile = Normal.InvCDF(0, 1, (1 + level) / 2);
        var others = (a.Length + b.Length) / 2.0 - 1;
        return new ProbabilityBetter(new Interval(share, Limit(share, 0), Limit(share, 1)));

        // The value towards the end from which the share is as far away as the quantile allows, given the deviation there.
        double Limit(double from, double end)
        {
            if (from == end) return end;
            var (near, far) = (from, end);
            for (var halving = 0; halving < 60; halving++)
            {
                var middle = (near + far) / 2;
                var variance = middle * (1 - middle) * (1 + others * (1 - middle) / (2 - middle) + others * middle / (1 + middle)) / pairs;
                if (Math.Abs(share - middle) <= quantile * Math.Sqrt(variance)) near = middle;
                else far = middle;
            }

            return near;
        }
    }

    static double Win(double a, double b) => a < b ? 1 : a == b ? 0.5 : 0;

    static void Require(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) throw new ArgumentException("no values given; needed: at least one");
        for (var index = 0; index < values.Length; index++)
            if (double.IsNaN(values[index])) throw new ArgumentException($"value {index} is NaN; needed: numbers");
    }
}
