using Assay.Runs;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>
/// Runs or groups of runs held against each other item by item: intervals come from drawing held-out items again, in pairs, so that what
/// makes an item hard for all takes no part. Where a group holds an item out under several seeds, its scores are averaged first. Items count for
/// their weights where they have any.
/// </summary>
public sealed class ItemComparison
{
    // Fixed, so that the same runs give the same limits each time.
    const ulong Seed = 1;

    readonly List<Side> _sides = [];
    readonly List<string> _notes = [];
    readonly Dictionary<string, double>? _weights;

    /// <summary>Puts groups side by side; those without item scores, or with those of another unit or split than the first, are left out.</summary>
    public ItemComparison(IReadOnlyList<RunGroup> groups)
        : this([.. groups.Select(group => (group.Label, group.Runs))])
    {
    }

    internal ItemComparison(IReadOnlyList<(string Label, IReadOnlyList<ReportedRun> Runs)> groups)
    {
        ItemScores? first = null;
        foreach (var (label, runs) in groups)
        {
            var scores = runs.Select(run => run.Items).OfType<ItemScores>().ToList();
            first ??= scores.FirstOrDefault();
            if (scores.Count == 0) _notes.Add($"{label} has no scores by item and is left out.");
            else if (scores.Any(one => one.Unit != first!.Unit || one.Split != first.Split))
                _notes.Add($"{label} scores another unit or split than the first and is left out.");
            else _sides.Add(new Side(label, runs, scores));
        }

        (Unit, Split) = (first?.Unit ?? "item", first?.Split ?? "test");
        Shared = _sides.Count == 0 ? [] : [.. _sides[0].Items.Where(item => _sides.All(side => side.Items.Contains(item)))];
        Metrics = _sides.Count == 0 ? [] : [.. _sides[0].Metrics.Where(metric => _sides.All(side => side.Metrics.Contains(metric)))];
        _weights = _sides.Count > 0 && _sides.All(side => side.Weighted) ? _sides.SelectMany(side => side.Weights()).DistinctBy(item => item.Item).ToDictionary(item => item.Item, item => item.Weight) : null;
        if (_sides.Count > 1) Count();
    }

    /// <summary>What an item is, in the singular.</summary>
    public string Unit { get; }

    /// <summary>The split that the items belong to.</summary>
    public string Split { get; }

    /// <summary>The items that all have held out.</summary>
    public IReadOnlyList<string> Shared { get; }

    /// <summary>Whether all hold out the same items.</summary>
    public bool AllShared => _sides.All(side => side.Items.Count == Shared.Count);

    /// <summary>The metrics that all have.</summary>
    public IReadOnlyList<string> Metrics { get; }

    /// <summary>The labels of those that are compared.</summary>
    public IReadOnlyList<string> Labels => [.. _sides.Select(side => side.Label)];

    /// <summary>What is shared, what is left out and why, in sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The mean over the shared items, with its interval; null where there is no such value.</summary>
    public Interval? Mean(string metric, int side) => Of([.. Pairs(_sides[side].Values(metric), null, Shared)]);

    /// <summary>The metric less that of the first, over the items both have.</summary>
    public Interval? Difference(string metric, int side) => Difference(metric, side, 0);

    /// <summary>The metric less that of another side, over the items both have.</summary>
    public Interval? Difference(string metric, int side, int other) => Of([.. Pairs(_sides[side].Values(metric), _sides[other].Values(metric), _sides[side].Items)]);

    /// <summary>The metric less a baseline's, over all items of the side.</summary>
    public Interval? Difference(string metric, int side, string baseline) =>
        Of([.. Pairs(_sides[side].Values(metric), _sides[side].Values(metric, baseline), _sides[side].Items)]);

    /// <summary>The baselines of a side.</summary>
    public IReadOnlyList<string> Baselines(int side) => _sides[side].Baselines;

    /// <summary>Which differences to the first are beyond doubt, and which are open, in sentences.</summary>
    public IReadOnlyList<string> Words()
    {
        var sentences = new List<string>();
        for (var side = 1; side < _sides.Count; side++)
        {
            var differences = Metrics.Select(metric => (Metric: metric, Interval: Difference(metric, side))).Where(d => d.Interval is not null)
                .Select(d => (d.Metric, Interval: d.Interval!.Value)).ToList();
            var sure = differences.Where(d => d.Interval.Excludes(0))
                .Select(d => $"{d.Metric} {(d.Interval.Value > 0 ? "higher" : "lower")} by {Numbers.Format(Math.Abs(d.Interval.Value))}").ToList();
            var open = differences.Where(d => !d.Interval.Excludes(0)).Select(d => d.Metric).ToList();
            sentences.Add($"{_sides[side].Label} against {_sides[0].Label}: "
                + (sure.Count == 0 ? "no difference is beyond doubt" : $"beyond doubt {string.Join(", ", sure)}")
                + (open.Count == 0 ? "." : $"; open: {string.Join(", ", open)}."));
        }

        return sentences;
    }

    void Count()
    {
        var plural = Unit + "s";
        if (AllShared)
        {
            _notes.Add($"All have the same {Shared.Count} {Split} {plural}.");
            return;
        }

        var left = string.Join(", ", _sides.Select(side => $"{side.Label} {side.Items.Count - Shared.Count} of {side.Items.Count}"));
        _notes.Add($"{Shared.Count} {Split} {plural} are shared by all; left out: {left}.");
        if (_sides.SelectMany(side => side.Seeds).Distinct().Count() > 1)
            _notes.Add($"The held-out {plural} differ because the seeds differ: each seed splits the data its own way.");
    }

    // The difference of an item that both have, or its value where there is nothing to take away, and its weight.
    IEnumerable<(double Value, double Weight)> Pairs(Dictionary<string, double> a, Dictionary<string, double>? b, IEnumerable<string> items) =>
        items.Where(item => a.ContainsKey(item) && b?.ContainsKey(item) != false).Select(item => (a[item] - (b?[item] ?? 0), _weights?.GetValueOrDefault(item, 1) ?? 1));

    Interval? Of(List<(double Value, double Weight)> items)
    {
        if (items.Count == 0) return null;
        double[] values = [.. items.Select(item => item.Value)];
        return _weights is null ? Bootstrap.Mean(values, Seed) : Bootstrap.WeightedMean(values, [.. items.Select(item => item.Weight)], Seed);
    }

    sealed class Side(string label, IReadOnlyList<ReportedRun> runs, List<ItemScores> scores)
    {
        public string Label => label;
        public IEnumerable<long> Seeds => runs.Select(run => run.Record.Seed);
        public List<string> Items { get; } = [.. scores.SelectMany(one => one.Items).Distinct()];
        public bool Weighted => scores.All(one => one.Weights is not null);

        public IEnumerable<(string Item, double Weight)> Weights() => scores.SelectMany(one => one.Items.Zip(one.Weights!));

        public List<string> Metrics => [.. scores[0].Metrics.Keys];
        public List<string> Baselines => [.. scores[0].Baselines.Keys];

        public Dictionary<string, double> Values(string metric, string? baseline = null)
        {
            var values = new Dictionary<string, List<double>>();
            foreach (var one in scores)
            {
                var metrics = baseline is null ? one.Metrics : one.Baselines.GetValueOrDefault(baseline);
                if (metrics?.GetValueOrDefault(metric) is not { } column) continue;
                foreach (var (item, value) in one.Items.Zip(column))
                {
                    if (!double.IsFinite(value)) continue;
                    if (!values.TryGetValue(item, out var list)) values[item] = list = [];
                    list.Add(value);
                }
            }

            return values.ToDictionary(pair => pair.Key, pair => pair.Value.Average());
        }
    }
}
