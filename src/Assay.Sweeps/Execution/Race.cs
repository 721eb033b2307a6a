using System.Globalization;
using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>
/// Gives further seeds, one a round, to those trials that are not yet shown to be worse than the best one: with the seeds that both have, the
/// interval of the mean difference (Student's, 80 %, so that one in ten is dropped wrongly on its lower side) still reaches 0.
/// </summary>
static class Race
{
    const double Level = 0.8;

    /// <summary>Decides one round, when every contender has all seeds that it was granted.</summary>
    /// <param name="phase">Says how many seeds a contender gets at most.</param>
    /// <param name="trials">Of the phase.</param>
    /// <param name="loss">A metric's value as a loss.</param>
    /// <returns>For each contender in their order whether it is out, and why; nothing when the race is over.</returns>
    public static IReadOnlyList<(TrialEntry Trial, bool Out, string Reason)> Round(SweepPhase phase, IEnumerable<TrialEntry> trials, Func<double, double> loss)
    {
        var contenders = trials.Where(trial => trial.State == TrialState.Finished && !trial.Outrun).ToList();
        if (contenders.Count < 2 || contenders[0].Granted >= phase.Race) return [];
        var best = contenders.MinBy(trial => Losses(trial).Average())!;
        var decided = contenders.ConvertAll(trial => Compare(trial, best));
        // The last one left has won, and needs no further seed to show it.
        if (decided.Count(one => !one.Out) == 1) decided.RemoveAll(one => !one.Out);
        return decided;

        List<double> Losses(TrialEntry trial) => [.. trial.Replicates.Select(replicate => loss(replicate.Value))];

        (TrialEntry Trial, bool Out, string Reason) Compare(TrialEntry trial, TrialEntry best)
        {
            if (trial == best) return (trial, false, $"the best so far: mean {Format(trial.Replicates.Average(replicate => replicate.Value))} over {trial.Replicates.Count} seeds");
            double[] differences = [.. trial.Replicates.Join(best.Replicates, mine => mine.Seed, other => other.Seed, (mine, other) => loss(mine.Value) - loss(other.Value))];
            var interval = StudentInterval.Of(differences, Level);
            var against = string.Create(CultureInfo.InvariantCulture,
                $"behind trial {best.Number} by {interval.Value:G4} over {differences.Length} common seeds, 80 % interval {interval.Low:G4} to {interval.High:G4}");
            return interval.Low > 0 ? (trial, true, $"shown to be worse: {against}") : (trial, false, $"not shown to be worse: {against}");
        }
    }

    static string Format(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
