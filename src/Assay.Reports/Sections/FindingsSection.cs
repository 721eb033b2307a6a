using Assay.Runs;

namespace Assay.Reports;

/// <summary>What was noticed about a run, with the numbers behind it, and the warnings it logged.</summary>
static class FindingsSection
{
    const int WarningsShown = 20;

    public static void Write(Document document, ReportedRun run)
    {
        Write(document, run.Record.Findings);
        var warnings = run.Events.Where(e => e.Warning is not null).ToList();
        if (warnings.Count == 0) return;
        document.Heading("Warnings while training", 3);
        document.Table([Column.Number("Step"), Column.Number("After"), new Column("Warning")],
            [.. warnings.Take(WarningsShown).Select(w =>
                (IReadOnlyList<string>)[Numbers.Count(w.Step), Numbers.Duration(w.Seconds), w.Warning!])]);
        if (warnings.Count > WarningsShown)
            document.Paragraph($"{warnings.Count - WarningsShown} more are in the run's events.");
    }

    /// <summary>The findings alone, the gravest first.</summary>
    public static void Write(Document document, IReadOnlyList<Finding> findings)
    {
        document.Heading("Findings");
        foreach (var finding in findings.OrderByDescending(f => f.Severity)) FindingBlock.Write(document, finding);
        if (findings.Count == 0) document.Paragraph("The record holds no findings: nothing was noticed, or nobody looked.");
    }
}
