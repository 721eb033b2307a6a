namespace Assay.Faults;

/// <summary>Whether a configuration of the corpus is really worse than the healthy one.</summary>
/// <param name="Faulty">It is: the paired test says so and it loses at least the share that counts.</param>
/// <param name="Loss">Mean share of the healthy skill that is lost; negative where it is better.</param>
/// <param name="Probability">Of differences like these or larger if there were none: one-sided exact paired sign-flip test over the seeds.</param>
public sealed record Standing(bool Faulty, double Loss, double Probability)
{
    /// <summary>Share of the healthy skill whose loss counts: what is left must be below 95 %, from where a repair counts too.</summary>
    public const double LeastLoss = 0.05;

    /// <summary>Probability up to which a difference counts.</summary>
    public const double Level = 0.05;

    /// <summary>Of every configuration in a corpus; healthy trainings are never faulty.</summary>
    /// <param name="cases">With equal seeds for all configurations: five at least, or nothing can be sure at the usual level.</param>
    /// <param name="level">Probability up to which a difference counts.</param>
    public static Dictionary<(string Program, string Task, string Fault), Standing> Of(IEnumerable<Case> cases, double level = Level)
    {
        var all = cases.GroupBy(one => one.Configuration).ToDictionary(group => group.Key, group => group.ToDictionary(one => one.Seed, one => one.Outcome.Skill));
        return all.ToDictionary(one => one.Key, one => one.Key.Item3.Length == 0 ? new Standing(false, 0, 1) : Compare(all[(one.Key.Item1, one.Key.Item2, "")], one.Value, level));
    }

    static Standing Compare(Dictionary<ulong, double> healthy, Dictionary<ulong, double> other, double level)
    {
        var seeds = healthy.Keys.Intersect(other.Keys).ToList();
        var differences = seeds.ConvertAll(seed => healthy[seed] - other[seed]);
        var loss = differences.Average() / seeds.Average(seed => healthy[seed]);
        var probability = SignFlips(differences);
        return new Standing(loss >= LeastLoss && probability <= level, loss, probability);
    }

    // Exact: of all ways to give the differences signs, the share whose sum is at least the one there is.
    static double SignFlips(List<double> differences)
    {
        var (all, observed, reached) = (1 << differences.Count, differences.Sum() * (1 - 1e-12), 0);
        for (var signs = 0; signs < all; signs++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Count; i++) sum += (signs >> i & 1) == 0 ? Math.Abs(differences[i]) : -Math.Abs(differences[i]);
            if (sum >= observed) reached++;
        }
        return (double)reached / all;
    }
}
