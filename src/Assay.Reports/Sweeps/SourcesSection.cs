using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>Where the spread comes from: configurations, seeds, and the sources of randomness that were varied on their own.</summary>
static class SourcesSection
{
    const string Seed = "seed";
    const string Configuration = "configuration";

    public static void Write(Document document, SweepPlan plan, IReadOnlyList<PhaseAnalysis> phases)
    {
        var rows = new List<IReadOnlyList<string>>();
        var notes = new List<string>();
        foreach (var phase in phases)
        {
            var (factors, levels, values) = Table(phase);
            if (factors.Count == 0) continue;
            if (values.Count < 4) continue;
            if (VarianceComponents.Unbalanced(factors, levels) is { } why)
            {
                notes.Add($"Phase {phase.Phase.Name}: {why}, so its variance is not taken apart.");
                continue;
            }

            var parts = VarianceComponents.Of(factors, levels, values.ToArray());
            foreach (var part in parts.Components)
                rows.Add([phase.Phase.Name, part.Name, Numbers.Count(part.Levels), Numbers.Format(Math.Sqrt(part.Variance)), Share(part.Variance, parts.Total), ComparisonTable.P(part.P)]);
            rows.Add([phase.Phase.Name, Rest(factors), "", Numbers.Format(Math.Sqrt(parts.Residual)), Share(parts.Residual, parts.Total), ""]);
        }

        if (rows.Count == 0 && notes.Count == 0) return;
        document.Heading("Where the spread comes from");
        if (rows.Count > 0)
        {
            document.Table([new Column("Phase"), new Column("Source"), Column.Number("Levels"), Column.Number("SD"), Column.Number("Share of variance"), Column.Number("p")], rows);
            document.Paragraph($"Variance components of {plan.Metric} by analysis of variance of crossed effects. A share below what chance may bring about is 0; p is that of the F test. "
                + "What a seed does alike in all configurations is taken out by pairing; only the rest blurs differences.");
        }

        if (notes.Count > 0) document.List(notes);
    }

    /// <summary>The finished trainings of configurations that have all of what the best has, as a crossed table.</summary>
    static (List<string> Factors, List<string[]> Levels, List<double> Values) Table(PhaseAnalysis phase)
    {
        var sources = phase.Trials.SelectMany(trial => trial.Values.Keys).Where(SweepGroup.IsSource).Distinct().Order(StringComparer.Ordinal).ToList();
        var groups = phase.Ranked.Where(group => group.Ended(TrialState.Diverged).Count == 0 && group.Finished.Count == group.Replicates.Count).ToList();
        var factors = sources.ToList();
        if (groups.Count > 1) factors.Add(Configuration);
        // Beside sources of its own the seed is what is left over.
        if (sources.Count == 0) factors.Add(Seed);
        var (levels, values) = (new List<string[]>(), new List<double>());
        if (groups.Count < 2 && sources.Count == 0) return ([], levels, values);
        foreach (var group in groups)
            foreach (var (key, value) in Finished(group))
            {
                var row = new List<string>();
                foreach (var factor in factors) row.Add(factor == Configuration ? group.Label : factor == Seed ? key : Level(key, factor));
                levels.Add([.. row]);
                values.Add(value);
            }

        return (factors, levels, values);
    }

    static IEnumerable<(string Key, double Value)> Finished(SweepGroup group) =>
        group.Replicates.Where(one => one.Value.State == TrialState.Finished && double.IsFinite(one.Value.Value)).Select(one => (one.Key, one.Value.Value));

    // A key is made of the sources and their levels.
    static string Level(string key, string source) => key.Split(' ').FirstOrDefault(part => part.StartsWith(source + "=", StringComparison.Ordinal)) ?? "";

    static string Rest(List<string> factors) => factors.Contains(Seed) ? "the rest: configuration and seed together" : "the rest: the replicate's seed, and sources together";

    static string Share(double variance, double total) => total > 0 ? Percent(variance / total) : "–";

    internal static string Percent(double share) => (100 * share).ToString(Math.Abs(share) < 0.0995 ? "0.0" : "0", System.Globalization.CultureInfo.InvariantCulture) + " %";
}
