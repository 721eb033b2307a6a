using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>The report of a run whose study has no report of its own: verdict, results beside baselines, curves, settings.</summary>
static class PlainReport
{
    const int CurvesShown = 12;

    public static Document Build(ReportedRun run)
    {
        var record = run.Record;
        var document = new Document($"{record.Study}: {record.Run}");
        document.Callout(run.Status == RunStatus.Finished ? Tone.Info : Tone.Warning, record.Verdict ?? "This run has no verdict.",
            run.Status == RunStatus.Finished ? [] : [$"The run is {run.Status.ToString().ToLowerInvariant()}{(record.Reason is null ? "." : $": {record.Reason}")}"]);

        document.Heading("Results");
        var results = Results.Of(record);
        document.Table([new Column("Metric"), .. results.Columns.Select(Column.Number)], results.Rows);
        document.Heading("Findings");
        foreach (var finding in record.Findings)
            document.Callout(finding.Severity == Severity.Info ? Tone.Info : Tone.Warning, finding.Title, finding.Evidence, finding.Advice ?? "");
        if (record.Findings.Count == 0) document.Paragraph("None.");

        GradientSection.Write(document, run);
        document.Heading("Curves");
        var names = run.Events.SelectMany(e => e.Metrics).Select(metric => metric.Name).Distinct().ToList();
        foreach (var (index, name) in names.Take(CurvesShown).Index())
        {
            var points = run.Events.Where(e => e[name] is not null).ToList();
            document.Figure("", ($"curve-{index + 1}", new LineChart
            {
                Title = name,
                XTitle = "step",
                YTitle = name,
                Series = [new ChartSeries(name, points.ConvertAll(e => (double)e.Step), points.ConvertAll(e => e[name]!.Value))],
            }));
        }

        if (names.Count == 0) document.Paragraph("The run logged no metrics.");
        document.Heading("Settings");
        document.Table([new Column("Setting"), new Column("Value")],
            [["seed", ValueText.Of(record.Seed)], .. record.Settings.Select(s => (IReadOnlyList<string>)[s.Key, ValueText.Of(s.Value)])]);
        return document;
    }
}
