using System.Globalization;
using Assay.Runs;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>What repeating trainings with several seeds shows, as rows of text: for the command line and for reports.</summary>
public sealed class SeedTable
{
    SeedTable(string metric, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) => (Metric, Columns, Rows) = (metric, columns, rows);

    /// <summary>The metric in question.</summary>
    public string Metric { get; }

    /// <summary>Titles: the group first, then mean, deviation, differences.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>One row a group.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>A table for each metric, the judged one first; none where no training was repeated.</summary>
    public static IReadOnlyList<SeedTable> Of(IReadOnlyList<RunGroup> groups)
    {
        if (groups.All(group => group.Runs.Count < 2)) return [];
        var judged = groups[0].Runs[0].JudgedBy.Name;
        return [.. groups.SelectMany(group => group.Metrics).Distinct().OrderByDescending(metric => metric == judged).Select(metric => For(metric, groups))];
    }

    /// <summary>The judged metric of each group in one sentence, beside the strongest baseline.</summary>
    public static string Sentence(IReadOnlyList<RunGroup> groups)
    {
        var judged = groups[0].Runs[0].JudgedBy;
        var parts = groups.Select(group => Sentence(group, judged, named: groups.Count > 1)).OfType<string>().ToList();
        return parts.Count == 0 ? $"No run has a {judged.Name}." : string.Join(" ", parts);
    }

    static string? Sentence(RunGroup group, JudgedMetric judged, bool named)
    {
        if (group.Over(judged.Name) is not { } over) return null;
        var text = $"{(named ? group.Label + ": " : "")}{judged.Name} over {over.Count} seed{(over.Count == 1 ? "" : "s")} {Estimate.Text(over.Mean)}";
        var strongest = group.Baselines.Select(name => (Name: name, Over: group.Over(judged.Name, name))).Where(baseline => baseline.Over is not null)
            .MinBy(baseline => judged.Distance(over.Mean.Value - baseline.Over!.Value.Mean.Value));
        if (strongest.Over is not { } difference) return text + ".";
        // Toward perfect counts as better, whichever way that is.
        var better = judged.Distance(over.Mean.Value) < judged.Distance(over.Mean.Value - difference.Mean.Value);
        var sure = difference.Mean.Excludes(0) ? "" : ", which the seeds leave open";
        return $"{text}, {Estimate.Text(Magnitude(difference.Mean))} {(better ? "better" : "worse")} than {strongest.Name}{sure}.";
    }

    static Interval Magnitude(Interval difference) =>
        difference.Value >= 0 ? difference : new Interval(-difference.Value, -difference.High, -difference.Low);

    static SeedTable For(string metric, IReadOnlyList<RunGroup> groups)
    {
        var baselines = groups.SelectMany(group => group.Baselines).Distinct().Where(name => groups.Any(group => group.Over(metric, name) is not null)).ToList();
        // Baselines of some groups only, such as components of as many floats, share a column.
        var common = baselines.Where(name => groups.All(group => group.Baselines.Contains(name))).ToList();
        var others = baselines.Except(common).ToList();
        List<string> columns = ["", "seeds", "mean (95 %)", "sd"];
        if (groups.Count > 1) columns.Add($"less {groups[0].Label}");
        columns.AddRange(common.Select(name => $"less {name}"));
        if (others.Count > 0) columns.Add("less others");
        return new SeedTable(metric, columns, [.. groups.Select(group => Row(group, metric, groups, common, others))]);
    }

    static IReadOnlyList<string> Row(RunGroup group, string metric, IReadOnlyList<RunGroup> groups, List<string> common, List<string> others)
    {
        var over = group.Over(metric);
        List<string> cells =
        [
            group.Label, (over?.Count ?? 0).ToString(CultureInfo.InvariantCulture), over is null ? "–" : Estimate.Text(over.Value.Mean),
            over is null || double.IsNaN(over.Value.Deviation) ? "–" : Numbers.Format(over.Value.Deviation),
        ];
        if (groups.Count > 1) cells.Add(group == groups[0] || group.Over(metric, groups[0]) is not { } first ? "–" : Estimate.Difference(first.Mean));
        cells.AddRange(common.Select(name => Difference(name) ?? "–"));
        var own = others.Where(name => Difference(name) is not null).Select(name => $"{name}: {Difference(name)}").ToList();
        if (others.Count > 0) cells.Add(own.Count == 0 ? "–" : string.Join("; ", own));
        return cells;

        string? Difference(string baseline) => group.Over(metric, baseline) is { } difference ? Estimate.Difference(difference.Mean) : null;
    }
}
