using Assay.Runs;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>Runs of one study that differ in nothing but their seeds, and what they show together.</summary>
public sealed class RunGroup
{
    RunGroup(string label, IReadOnlyList<ReportedRun> runs) => (Label, Runs) = (label, runs);

    /// <summary>What sets this group apart from the others: the settings that differ.</summary>
    public string Label { get; }

    /// <summary>The runs, in the order in which they were given.</summary>
    public IReadOnlyList<ReportedRun> Runs { get; }

    /// <summary>The metrics of the best checkpoints, without step and epoch.</summary>
    public IReadOnlyList<string> Metrics =>
        [.. Runs.SelectMany(run => run.Record.Best.Keys).Distinct().Where(name => name is not ("step" or "epoch"))];

    /// <summary>The baselines that each run with a best checkpoint measured.</summary>
    public IReadOnlyList<string> Baselines => Judged.Count == 0 ? []
        : [.. Judged[0].Record.Baselines.Keys.Where(name => Judged.All(run => run.Record.Baselines.ContainsKey(name)))];

    List<ReportedRun> Judged => [.. Runs.Where(run => run.Record.Best.Count > 0)];

    /// <summary>Groups of equal settings, in the order of their first runs.</summary>
    public static IReadOnlyList<RunGroup> Of(IReadOnlyList<ReportedRun> runs)
    {
        var groups = runs.GroupBy(Key).Select(group => (IReadOnlyList<ReportedRun>)[.. group]).ToList();
        var labels = groups.Count == 1 ? [runs[0].Record.Preset ?? runs[0].Record.Study] : new RunDifference([.. groups.Select(group => group[0])], seeds: false).Labels;
        return [.. groups.Zip(labels, (group, label) => new RunGroup(label, group))];
    }

    /// <summary>A metric's values, one a run that has a finite one, beside the run's seed.</summary>
    public IReadOnlyList<(long Seed, double Value)> Values(string metric) => Finite(run => run.Record.Best.GetValueOrDefault(metric, double.NaN));

    /// <summary>The mean over seeds with its 95 % interval, and the standard deviation; null where no run has the metric.</summary>
    public (Interval Mean, double Deviation, int Count)? Over(string metric) => Over(Values(metric));

    /// <summary>The metric less a baseline's, paired by run; null where no run has both.</summary>
    public (Interval Mean, double Deviation, int Count)? Over(string metric, string baseline) => Over(Finite(run =>
        run.Record.Best.GetValueOrDefault(metric, double.NaN)
        - (run.Record.Baselines.GetValueOrDefault(baseline)?.GetValueOrDefault(metric, double.NaN) ?? double.NaN)));

    /// <summary>The metric less another group's, paired by seed; null where the groups share no seed.</summary>
    public (Interval Mean, double Deviation, int Count)? Over(string metric, RunGroup other)
    {
        var theirs = other.Values(metric).DistinctBy(value => value.Seed).ToDictionary(value => value.Seed, value => value.Value);
        return Over([.. Values(metric).Where(value => theirs.ContainsKey(value.Seed)).Select(value => (value.Seed, value.Value - theirs[value.Seed]))]);
    }

    static (Interval, double, int)? Over(IReadOnlyList<(long Seed, double Value)> values)
    {
        if (values.Count == 0) return null;
        double[] numbers = [.. values.Select(value => value.Value)];
        return (StudentInterval.Of(numbers), StudentInterval.Deviation(numbers), numbers.Length);
    }

    List<(long Seed, double Value)> Finite(Func<ReportedRun, double> value) =>
        [.. Runs.Select(run => (run.Record.Seed, Value: value(run))).Where(pair => double.IsFinite(pair.Value))];

    static string Key(ReportedRun run) =>
        $"{run.Record.Study}\n{string.Join('\n', run.Record.Settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={ConfigurationSection.Setting(s.Value)}"))}";
}
