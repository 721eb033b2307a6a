using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>How far the model before training decides the result, in one phase.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Trainings">Those of which both numbers are known.</param>
/// <param name="Within">Correlation over the seeds of the same configuration; null where none has two, NaN where starts or results do not vary.</param>
/// <param name="Across">Correlation of the means of configurations; null where there are fewer than three.</param>
sealed record StartCorrelation(PhaseAnalysis Phase, int Trainings, Interval? Within, Interval? Across)
{
    /// <summary>From this correlation on, if it is beyond doubt, the start decides.</summary>
    const double Deciding = 0.5;

    /// <summary>Whether the start decides the result beyond doubt.</summary>
    public bool IsDeciding => Within is { } within && (within.Low > Deciding || within.High < -Deciding);

    /// <summary>In words.</summary>
    public string Word => Within is not { } within ? "no configuration has two seeds"
        : double.IsNaN(within.Value) ? "start or result is the same for all"
        : IsDeciding ? "the start decides the result"
        : within.Excludes(0) ? "the start has a part in the result"
        : "no connection shown";

    /// <summary>One a phase that knows its starts.</summary>
    public static IReadOnlyList<StartCorrelation> Of(SweepPlan plan, IReadOnlyList<PhaseAnalysis> phases) => plan.Start is null ? []
        : [.. phases.Select(phase => Of(phase, plan.Start)).OfType<StartCorrelation>()];

    /// <summary>Starts and results of a configuration's finished trainings.</summary>
    public static (double[] X, double[] Y) Pairs(SweepGroup group, string start)
    {
        var pairs = group.Ended(TrialState.Finished).Select(one => (Start: StartOf(one, start), one.Value)).Where(pair => double.IsFinite(pair.Start) && double.IsFinite(pair.Value)).ToList();
        return ([.. pairs.Select(pair => pair.Start)], [.. pairs.Select(pair => pair.Value)]);
    }

    static double StartOf(ReplicateResult replicate, string start) =>
        replicate.Metrics.TryGetValue(start, out var value) || replicate.Final.TryGetValue(start, out value) ? value : double.NaN;

    static StartCorrelation? Of(PhaseAnalysis phase, string start)
    {
        var groups = phase.Groups.Select(group => Pairs(group, start)).Where(group => group.X.Length > 0).ToList();
        if (groups.Count == 0) return null;
        return new StartCorrelation(phase, groups.Sum(group => group.X.Length), groups.Exists(group => group.X.Length > 1) ? CorrelationInterval.Within(groups) : null,
            groups.Count < 3 ? null : CorrelationInterval.Of([.. groups.Select(group => group.X.Average())], [.. groups.Select(group => group.Y.Average())]));
    }
}
