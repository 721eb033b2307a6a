using System.Globalization;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Bench.Sweeps;

/// <summary>
/// Sweeps replayed from learning curves: configurations come in random order, each with one of its seeds, until the epochs are spent, and the one with the
/// least loss seen is chosen. Regret is how much worse it is, over all its seeds, than the best there is.
/// </summary>
/// <param name="curves">The configurations.</param>
sealed class ReplayedSweep(IReadOnlyList<LearningCurve> curves)
{
    readonly int _epochs = curves.Max(curve => curve.Seeds.Max(losses => losses.Length));
    readonly double[] _qualities = [.. curves.Select(curve => curve.Quality)];

    /// <summary>Mean regret of three ways to spend as many epochs as some full trainings take, as a Markdown table.</summary>
    /// <param name="repeats">Orders that are tried.</param>
    public IEnumerable<string> Table(int repeats)
    {
        yield return $"| epochs, in full trainings of {_epochs} | random, all in full | one epoch each, then the best in full | ASHA | ASHA less random | ASHA less one epoch |";
        yield return "|---:|---:|---:|---:|---:|---:|";
        foreach (var trainings in new[] { 2, 4, 8, 16 }.Where(trainings => trainings <= Math.Max(2, curves.Count / 2)))
        {
            var (random, first, asha) = (new double[repeats], new double[repeats], new double[repeats]);
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                var order = Order((ulong)repeat);
                var budget = trainings * _epochs;
                (random[repeat], first[repeat], asha[repeat]) = (Regret(Fully(order, budget)), Regret(OneEpochFirst(order, budget)), Regret(Halving(order, budget)));
            }
            yield return $"| {trainings} | {Text(Bootstrap.Mean(random, 1))} | {Text(Bootstrap.Mean(first, 1))} | {Text(Bootstrap.Mean(asha, 1))} | "
                + $"{Text(Bootstrap.PairedDifference(asha, random, 1))} | {Text(Bootstrap.PairedDifference(asha, first, 1))} |";
        }
    }

    (int Trial, double[] Losses)[] Order(ulong seed)
    {
        var generator = new CounterGenerator(seed);
        var order = new (int Trial, double[] Losses)[curves.Count];
        for (var trial = 0; trial < order.Length; trial++)
        {
            var losses = curves[trial].Seeds[generator.NextInt(curves[trial].Seeds.Count)];
            order[trial] = (trial, [.. losses, .. Enumerable.Repeat(losses[^1], _epochs - losses.Length)]);
        }
        for (var last = order.Length - 1; last > 0; last--)
        {
            var other = generator.NextInt(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
        return order;
    }

    double Regret(IEnumerable<(int Trial, double Least)> seen) => _qualities[seen.MinBy(one => one.Least).Trial] - _qualities.Min();

    IEnumerable<(int Trial, double Least)> Fully((int Trial, double[] Losses)[] order, int budget) =>
        order.Take(budget / _epochs).Select(one => (one.Trial, one.Losses.Min()));

    /// <summary>Half of the epochs at most for first looks, the rest for the best of them.</summary>
    IEnumerable<(int Trial, double Least)> OneEpochFirst((int Trial, double[] Losses)[] order, int budget)
    {
        var looks = Math.Min(order.Length, budget / 2);
        var kept = _epochs == 1 ? looks : Math.Max(1, (budget - looks) / (_epochs - 1));
        return order.Take(looks).OrderBy(one => one.Losses[0]).Take(kept).Select(one => (one.Trial, one.Losses.Min()));
    }

    /// <summary>One after the other, each as far as the pruner lets it go.</summary>
    List<(int Trial, double Least)> Halving((int Trial, double[] Losses)[] order, int budget)
    {
        var (pruner, others, seen) = (new AshaPruner(), new List<TrialHistory>(), new List<(int Trial, double Least)>());
        foreach (var (trial, losses) in order)
        {
            if (budget == 0) break;
            var reports = new List<(int Step, double Loss)>();
            var replicate = new ReplicateHistory(1, TrialState.Running, reports, double.NaN);
            var history = new TrialHistory(trial, TrialState.Running, new Dictionary<string, object>(), new Dictionary<string, ParameterRange>(), [replicate]);
            do
            {
                reports.Add((reports.Count + 1, losses[reports.Count]));
                budget--;
            }
            while (budget > 0 && reports.Count < _epochs && !pruner.AfterReport(history, replicate, others).Stop);
            others.Add(history);
            seen.Add((trial, reports.Min(report => report.Loss)));
        }
        return seen;
    }

    static string Text(Interval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Value:g3} ({interval.Low:g3} to {interval.High:g3})");
}
