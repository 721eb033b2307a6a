using System.Globalization;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>
/// What a code costs and what it gives: the judged metric against the floats that cross to the decoder, a line for each choice of the other
/// settings, beside principal components of as many floats. For runs whose bottleneck differs.
/// </summary>
static class RateDistortion
{
    const string Setting = "bottleneck", FloatsMetric = "test/floats", Components = "PCA";

    sealed record Point(string Line, double Floats, Interval Value, IReadOnlyList<(double Floats, double Value)> Components);

    public static void Write(Document document, IReadOnlyList<RunGroup> groups)
    {
        var settings = groups.Select(group => group.Runs[0].Record.Settings.GetValueOrDefault(Setting)).ToList();
        if (settings.Contains(null) || settings.Select(ConfigurationSection.Setting).Distinct().Count() < 2) return;
        var metric = groups[0].Runs[0].JudgedBy.Name;
        var points = Points(groups, metric);
        if (points.Count < 2) return;
        document.Heading("Rate and distortion");
        document.Paragraph($"{metric} against the floats that cross to the decoder for a full window; means over seeds, with 95 % intervals where there are several.");
        var lines = points.Select(point => point.Line).Distinct().ToList();
        var floats = points.Select(point => point.Floats).Concat(points.SelectMany(point => point.Components.Select(c => c.Floats))).Distinct().Order().ToList();
        var components = points.SelectMany(point => point.Components).GroupBy(c => c.Floats).ToDictionary(c => c.Key, c => c.Average(one => one.Value));
        document.Table(
            [Column.Number("Floats"), .. lines.Select(Column.Number), .. components.Count > 0 ? [Column.Number(Components)] : Array.Empty<Column>()],
            [.. floats.Select(at => (IReadOnlyList<string>)[Numbers.Count((long)at),
                .. lines.Select(line => points.FirstOrDefault(point => point.Line == line && point.Floats == at) is { } point ? Estimate.Text(point.Value) : "–"),
                .. components.Count > 0 ? [components.TryGetValue(at, out var value) ? Numbers.Format(value) : "–"] : Array.Empty<string>()])]);
        document.Figure("", ("rate-distortion", new LineChart
        {
            Title = $"{metric} against floats crossing",
            XTitle = "floats crossing",
            YTitle = metric,
            LogX = true,
            Series = [.. lines.Select(line => Series(line, [.. points.Where(point => point.Line == line).OrderBy(point => point.Floats)])),
                .. components.Count > 0 ? [new ChartSeries(Components, [.. components.Keys.Order()], [.. components.Keys.Order().Select(at => components[at])])] : Array.Empty<ChartSeries>()],
        }));
    }

    static List<Point> Points(IReadOnlyList<RunGroup> groups, string metric)
    {
        var others = new RunDifference([.. groups.Select(group => group.Runs[0])], seeds: false).Settings.Where(setting => setting != Setting).ToList();
        var points = new List<Point>();
        foreach (var group in groups)
        {
            if (group.Over(metric) is not { } over) continue;
            var first = group.Runs[0];
            var line = others.Count == 0 ? first.Record.Preset ?? "model" : string.Join(", ", others.Select(setting => $"{setting} {RunDifference.Value(first, setting)}"));
            var floats = first.Record.Best.TryGetValue(FloatsMetric, out var crossing)
                ? crossing
                : Convert.ToDouble(first.Record.Settings[Setting], CultureInfo.InvariantCulture);
            var components = group.Runs.SelectMany(run => run.Record.Baselines)
                .Where(baseline => baseline.Key.StartsWith(Components, StringComparison.Ordinal) && baseline.Value.ContainsKey(metric))
                .Select(baseline => (Floats: baseline.Value.TryGetValue(FloatsMetric, out var own) ? own : FloatsIn(baseline.Key) ?? floats, Value: baseline.Value[metric]));
            points.Add(new Point(line, floats, over.Mean, [.. components]));
        }

        return points;
    }

    /// <summary>The number in a name such as "PCA, 64 floats".</summary>
    static double? FloatsIn(string name)
    {
        var digits = new string([.. name.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c == ',').Where(char.IsAsciiDigit)]);
        return double.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    static ChartSeries Series(string line, List<Point> points)
    {
        var series = new ChartSeries(line, points.ConvertAll(point => point.Floats), points.ConvertAll(point => point.Value.Value));
        return points.Any(point => double.IsFinite(point.Value.Low))
            ? series with { Limits = (points.ConvertAll(point => point.Value.Low), points.ConvertAll(point => point.Value.High)) }
            : series;
    }
}
