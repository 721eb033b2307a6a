using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>
/// One configuration against another over the seeds that both have. A training that diverged counts as the worst value that any of the phase came to.
/// </summary>
/// <param name="One">The configuration in question.</param>
/// <param name="Other">What it is held against.</param>
/// <param name="Pairs">Seeds that both have.</param>
/// <param name="Difference">Metric of the one less that of the other, with Student's interval; null without pairs.</param>
/// <param name="Deviation">Standard deviation of the differences; NaN for fewer than two pairs.</param>
/// <param name="P">Of the sign-flip permutation test; NaN without pairs.</param>
/// <param name="Adjusted">The same after Holm's correction; NaN without pairs.</param>
/// <param name="Better">Chance that the one is better with a seed; null without pairs.</param>
/// <param name="Standing">What follows.</param>
/// <param name="Tests">How many comparisons share the level.</param>
public sealed record SweepComparison(
    SweepGroup One, SweepGroup Other, int Pairs, Interval? Difference, double Deviation, double P, double Adjusted, ProbabilityBetter? Better, SweepStanding Standing, long Tests)
{
    /// <summary>Corrected p-values below it show a difference.</summary>
    public const double Level = 0.05;

    // Fixed, so that the same results give the same report each time.
    const ulong Seed = 1;

    /// <summary>
    /// How many seeds it would take to show the difference seen, if it is the true one, four times in five; null where too many. It is never fewer
    /// than the permutation test can do with.
    /// </summary>
    public int? PairsNeeded
    {
        get
        {
            if (Difference is not { } difference || double.IsNaN(Deviation)) return null;
            return StudentPower.Pairs(difference.Value, Deviation, level: Level / Tests) is { } pairs ? Math.Max(pairs, PermutationTest.FewestPairs(Level, Tests)) : null;
        }
    }

    /// <summary>The standing in plain words.</summary>
    public string Word => Standing switch
    {
        SweepStanding.Better => "better",
        SweepStanding.Worse => "worse",
        SweepStanding.NotShown => "no difference shown",
        SweepStanding.Equal => "equal with every seed",
        _ => "too few seeds",
    };

    /// <summary>Holds configurations against one of them.</summary>
    /// <param name="plan">Says what is better.</param>
    /// <param name="groups">All configurations of the phase.</param>
    /// <param name="reference">What they are held against.</param>
    /// <param name="worst">The worst finite value of the phase.</param>
    /// <param name="tests">How many comparisons share the level: more than are made here where the reference was chosen by the values themselves.</param>
    internal static IReadOnlyList<SweepComparison> Against(SweepPlan plan, IEnumerable<SweepGroup> groups, SweepGroup reference, double worst, long tests)
    {
        var (scores, losses) = (reference.Scores(worst), reference.Losses());
        var compared = groups.Where(group => group != reference).Select(group => (Group: group, Pairs: Paired(group.Scores(worst), scores))).ToList();
        var tested = compared.Where(one => one.Pairs.Count > 0).ToList();
        var values = tested.ConvertAll(one => PermutationTest.SignFlip([.. one.Pairs], Seed));
        var family = Math.Max(tests, Math.Max(1, values.Count));
        var adjusted = MultipleComparisons.Holm([.. values], family);
        var numbers = tested.Select((one, index) => (one.Group, P: values[index], Adjusted: adjusted[index])).ToDictionary(one => one.Group, one => (one.P, one.Adjusted));
        return [.. compared.Select(one => numbers.TryGetValue(one.Group, out var p)
            ? Of(plan, one.Group, reference, one.Pairs, p.P, p.Adjusted, Chance(one.Group.Losses(), losses), family)
            : new SweepComparison(one.Group, reference, 0, null, double.NaN, double.NaN, double.NaN, null, SweepStanding.TooFewSeeds, family))];
    }

    static SweepComparison Of(SweepPlan plan, SweepGroup one, SweepGroup other, List<double> pairs, double p, double adjusted, ProbabilityBetter? chance, long family)
    {
        var difference = StudentInterval.Of([.. pairs]);
        var standing = pairs.TrueForAll(pair => pair == 0) ? SweepStanding.Equal
            : adjusted < Level ? plan.Loss(difference.Value) < 0 ? SweepStanding.Better : SweepStanding.Worse
            : PermutationTest.Smallest(pairs.Count) * family >= Level ? SweepStanding.TooFewSeeds : SweepStanding.NotShown;
        return new SweepComparison(one, other, pairs.Count, difference, StudentInterval.Deviation([.. pairs]), p, adjusted, chance, standing, family);
    }

    static List<double> Paired(Dictionary<string, double> one, Dictionary<string, double> other) =>
        [.. one.Where(value => other.ContainsKey(value.Key)).Select(value => value.Value - other[value.Key])];

    static ProbabilityBetter? Chance(Dictionary<string, double> one, Dictionary<string, double> other)
    {
        var shared = one.Keys.Where(other.ContainsKey).ToList();
        return shared.Count == 0 ? null : ProbabilityBetter.Paired([.. shared.Select(key => one[key])], [.. shared.Select(key => other[key])]);
    }
}
