using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Bench.Sweeps;

/// <summary>A configuration with all it did when it was trained to the end.</summary>
/// <param name="Seeds">Losses after each epoch, one list a seed.</param>
sealed record LearningCurve(IReadOnlyList<double[]> Seeds)
{
    /// <summary>What choosing the configuration is worth: the least loss of its curve, the mean over seeds.</summary>
    public double Quality => Seeds.Average(losses => losses.Min());

    /// <summary>The configurations of a sweep that was run without a pruner; curves that ended early stay at their last loss.</summary>
    /// <exception cref="InvalidDataException">The folder is no sweep, or fewer than three configurations finished with a curve.</exception>
    public static List<LearningCurve> Read(string folder)
    {
        if (!SweepFolder.IsSweep(folder)) throw new InvalidDataException($"{folder}: no sweep");
        var results = SweepFolder.Open(folder).Read();
        List<LearningCurve> curves = [.. results.Trials
            .Select(trial => new LearningCurve([.. trial.Replicates
                .Where(replicate => replicate.State == TrialState.Finished && replicate.Curve.Count > 0)
                .Select(replicate => replicate.Curve.Select(point => results.Plan.Loss(point.Value)).ToArray())]))
            .Where(curve => curve.Seeds.Count > 0)];
        return curves.Count >= 3 ? curves : throw new InvalidDataException($"{folder}: {curves.Count} configurations with a curve; needed: at least 3");
    }

    /// <summary>Curves that fall to their own level at their own pace, so that the first epoch tells little; to try the comparison.</summary>
    public static List<LearningCurve> Made(int count, int epochs, int seeds)
    {
        var generator = new CounterGenerator(1);
        var curves = new List<LearningCurve>();
        while (curves.Count < count)
        {
            var (level, start, pace) = (generator.NextDouble(), 2 + generator.NextDouble(), 0.05 + 0.6 * generator.NextDouble());
            var losses = new double[seeds][];
            for (var seed = 0; seed < seeds; seed++)
            {
                var own = level + 0.03 * generator.NextNormal();
                losses[seed] = [.. Enumerable.Range(1, epochs).Select(epoch => own + (start - own) * Math.Exp(-pace * epoch) + 0.02 * generator.NextNormal())];
            }
            curves.Add(new LearningCurve(losses));
        }
        return curves;
    }
}
