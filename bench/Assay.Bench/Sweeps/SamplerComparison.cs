using System.Globalization;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Bench.Sweeps;

/// <summary>Our TPE, Optuna's and random search on a set of functions: in each repeat the best values after the same number of trials are ranked, 1 to 3.</summary>
static class SamplerComparison
{
    const double SameValue = 1e-12;

    /// <summary>One row a function and one for all, as a Markdown table.</summary>
    /// <exception cref="ArgumentException">Optuna was not run as often as asked for.</exception>
    public static IEnumerable<string> Table(IReadOnlyDictionary<string, Func<Trial, double>> functions, IReadOnlyDictionary<string, double[]> optuna, int trials, int repeats)
    {
        yield return "| function | median of best: Assay | Optuna | random | mean rank: Assay | Optuna | random | rank less Optuna's, 95 % | less random's, 95 % | reached |";
        yield return "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|";
        var all = new List<double[]>();
        foreach (var (name, function) in functions)
        {
            if (!optuna.TryGetValue(name, out var theirs) || theirs.Length < repeats)
                throw new ArgumentException($"Optuna has {theirs?.Length ?? 0} repeats of {name}; needed: {repeats}");
            var ours = BestOf(seed => new TpeSampler(seed), function, trials, repeats);
            var random = BestOf(seed => new RandomSampler(seed), function, trials, repeats);
            var ranks = Enumerable.Range(0, repeats).Select(repeat => Ranks(ours[repeat], theirs[repeat], random[repeat])).ToList();
            all.AddRange(ranks);
            yield return Row(name, Invariant($"{Quantiles.Of(ours, 0.5):g4} | {Quantiles.Of(theirs.AsSpan(0, repeats), 0.5):g4} | {Quantiles.Of(random, 0.5):g4}"), ranks);
        }
        yield return Row("**all**", " | | ", all);
    }

    static double[] BestOf(Func<ulong, Sampler> sampler, Func<Trial, double> function, int trials, int repeats)
    {
        var best = new double[repeats];
        Parallel.For(0, repeats, repeat => best[repeat] = Search.Best(Search.Run(sampler((ulong)repeat), function, trials), trials));
        return best;
    }

    /// <summary>1 for the least; equal values share the mean of their ranks.</summary>
    static double[] Ranks(params double[] values) =>
        [.. values.Select(value => 1 + values.Count(other => other < value - SameValue) + (values.Count(other => Math.Abs(other - value) <= SameValue) - 1) / 2.0)];

    static string Row(string name, string medians, IReadOnlyList<double[]> ranks)
    {
        double[] ours = [.. ranks.Select(rank => rank[0])], optuna = [.. ranks.Select(rank => rank[1])], random = [.. ranks.Select(rank => rank[2])];
        var (fromOptuna, fromRandom) = (Bootstrap.PairedDifference(ours, optuna, seed: 1), Bootstrap.PairedDifference(ours, random, seed: 1));
        var reached = fromOptuna.Value <= 0 && fromRandom.High < 0;
        return Invariant($"| {name} | {medians} | {ours.Average():f2} | {optuna.Average():f2} | {random.Average():f2} | {Text(fromOptuna)} | {Text(fromRandom)} | {(reached ? "yes" : "**no**")} |");
    }

    static string Text(Interval interval) => Invariant($"{interval.Value:+0.00;-0.00} ({interval.Low:+0.00;-0.00} to {interval.High:+0.00;-0.00})");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
