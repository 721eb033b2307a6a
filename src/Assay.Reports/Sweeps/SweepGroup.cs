using System.Globalization;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>
/// A configuration of a phase with everything that was random about it put together: its seeds, and the settings named <c>seed.x</c> or <c>x.seed</c>,
/// which choose starts, orders and splits and are no part of what a configuration is.
/// </summary>
public sealed class SweepGroup
{
    readonly Dictionary<string, ReplicateResult> _replicates;
    readonly SweepPlan _plan;

    internal SweepGroup(SweepPlan plan, string label, IReadOnlyList<TrialResult> trials)
    {
        (_plan, Label, Trials) = (plan, label, trials);
        Values = trials[0].Values.Where(value => !IsSource(value.Key)).ToDictionary(value => value.Key, value => value.Value);
        // A configuration that was proposed twice has the same result twice; it counts once.
        _replicates = trials.SelectMany(trial => trial.Replicates.Select(replicate => (Key: Key(trial, replicate), Replicate: replicate)))
            .GroupBy(one => one.Key).ToDictionary(same => same.Key, same => (same.FirstOrDefault(one => one.Replicate.State == TrialState.Finished) is { Key: not null } done ? done : same.First()).Replicate);
        Finished = [.. Ended(TrialState.Finished).Select(replicate => replicate.Value).Where(double.IsFinite)];
        Mean = Finished.Count == 0 ? null : StudentInterval.Of([.. Finished]);
    }

    /// <summary>What tables call it.</summary>
    public string Label { get; }

    /// <summary>The trials that have it, in the order of proposal.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>What it changes, sources of randomness left out.</summary>
    public IReadOnlyDictionary<string, object> Values { get; }

    /// <summary>Every training of it, by what was random about it.</summary>
    public IReadOnlyDictionary<string, ReplicateResult> Replicates => _replicates;

    /// <summary>The judged values of those that finished.</summary>
    public IReadOnlyList<double> Finished { get; }

    /// <summary>Their mean with Student's interval; null if none finished.</summary>
    public Interval? Mean { get; }

    /// <summary>Their standard deviation; NaN for fewer than two.</summary>
    public double Deviation => Finished.Count < 2 ? double.NaN : StudentInterval.Deviation([.. Finished]);

    /// <summary>The worst of them; NaN if there is none.</summary>
    public double Worst => Finished.Count == 0 ? double.NaN : Finished.MaxBy(_plan.Loss);

    /// <summary>Those of a state.</summary>
    public IReadOnlyList<ReplicateResult> Ended(TrialState state) => [.. _replicates.Values.Where(replicate => replicate.State == state)];

    /// <summary>Mean epoch, over finished trainings, at which the watched metric was best; NaN where nothing was watched.</summary>
    public double BestEpoch => MeanOf(replicate => SweepCurve.Best(_plan, replicate)?.Epoch ?? double.NaN);

    /// <summary>Mean seconds of a finished training.</summary>
    public double Seconds => MeanOf(replicate => replicate.Seconds);

    /// <summary>Mean final value of the judged metric; NaN where it has none beside that of the best checkpoint.</summary>
    public double FinalMean => MeanOf(FinalOf);

    /// <summary>How much worse the final value is than that of the best checkpoint: one number a finished training, above 0 where something was lost.</summary>
    public IReadOnlyList<double> Lost => [.. Ended(TrialState.Finished).Select(replicate => _plan.Loss(FinalOf(replicate)) - _plan.Loss(replicate.Value)).Where(double.IsFinite)];

    /// <summary>Whether a setting chooses something random.</summary>
    internal static bool IsSource(string setting) =>
        setting.StartsWith("seed.", StringComparison.Ordinal) || setting.EndsWith(".seed", StringComparison.Ordinal) || setting == "seed";

    /// <summary>What was random about a training, as text.</summary>
    internal static string Key(TrialResult trial, ReplicateResult replicate) => string.Join(' ', trial.Values.Where(value => IsSource(value.Key))
        .OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={ConfigurationSection.Setting(value.Value)}")
        .Append(replicate.Seed.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Results by what was random; a training that diverged has the worst value that any of the phase came to.</summary>
    internal Dictionary<string, double> Scores(double worst)
    {
        var scores = new Dictionary<string, double>();
        foreach (var (key, replicate) in _replicates)
            if (replicate.State == TrialState.Finished && double.IsFinite(replicate.Value)) scores[key] = replicate.Value;
            else if (IsWorst(replicate) && double.IsFinite(worst)) scores[key] = worst;
        return scores;
    }

    /// <summary>Losses by what was random; infinity for a training that diverged.</summary>
    internal Dictionary<string, double> Losses() => _replicates.Where(one => IsWorst(one.Value) || one.Value.State == TrialState.Finished)
        .ToDictionary(one => one.Key, one => IsWorst(one.Value) ? double.PositiveInfinity : _plan.Loss(one.Value.Value));

    static bool IsWorst(ReplicateResult replicate) =>
        replicate.State == TrialState.Diverged || (replicate.State == TrialState.Finished && !double.IsFinite(replicate.Value));

    double FinalOf(ReplicateResult replicate) => replicate.Final.GetValueOrDefault(_plan.Metric, double.NaN);

    double MeanOf(Func<ReplicateResult, double> number)
    {
        var numbers = Ended(TrialState.Finished).Select(number).Where(double.IsFinite).ToList();
        return numbers.Count == 0 ? double.NaN : numbers.Average();
    }
}
