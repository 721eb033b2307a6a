namespace Assay.Reports;

/// <summary>Curves of a metric, one a group: where it has several seeds, their mean within the band from the lowest to the highest.</summary>
static class JudgedCurves
{
    const int CurvesShown = 9;

    public static void Write(Document document, IReadOnlyList<(string Label, IReadOnlyList<ReportedRun> Runs)> groups, string metric, string title, string name, bool log, ReferenceLine? reference)
    {
        document.Heading(title);
        var runs = groups.SelectMany(group => group.Runs).ToList();
        var absent = runs.Count(run => run.Curve(metric, "") is null);
        if (absent > 0) Missing.Write(document, $"{absent} of {runs.Count} runs logged no {metric}.");
        var curves = groups.Select(group => Of(group.Runs, metric, group.Label)).OfType<ChartSeries>().ToList();
        if (curves.Count == 0) return;
        var banded = curves.Any(curve => curve.Limits is not null) ? "Means over seeds; bands from the lowest to the highest. " : "";
        document.Figure(banded + (curves.Count > CurvesShown ? $"The first {CurvesShown} of {curves.Count}." : ""), (name, new LineChart
        {
            Title = title,
            XTitle = "epoch",
            YTitle = metric,
            LogY = log,
            Series = [.. curves.Take(CurvesShown)],
            References = reference is null ? [] : [reference],
        }));
    }

    static ChartSeries? Of(IReadOnlyList<ReportedRun> runs, string metric, string label)
    {
        var curves = runs.Select(run => run.Curve(metric, label)).OfType<ChartSeries>().ToList();
        if (curves.Count < 2) return curves.FirstOrDefault();
        // Seeds that ended early leave the others alone at the end; a mean over fewer would jump there.
        var count = curves.Min(curve => curve.X.Count);
        var columns = Enumerable.Range(0, count).Select(point => curves.Select(curve => curve.Y[point]).ToList()).ToList();
        return new ChartSeries(label, [.. curves[0].X.Take(count)], columns.ConvertAll(column => column.Average()))
        {
            Limits = (columns.ConvertAll(column => column.Min()), columns.ConvertAll(column => column.Max())),
        };
    }
}
