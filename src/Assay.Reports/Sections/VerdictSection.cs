using Assay.Runs;

namespace Assay.Reports;

/// <summary>The first thing a reader sees: the run's verdict, in the tone of its worst finding.</summary>
static class VerdictSection
{
    public static void Write(Document document, ReportedRun run)
    {
        var record = run.Record;
        var lines = new List<string>();
        if (run.Status != RunStatus.Finished)
            lines.Add($"The run is {run.Status.ToString().ToLowerInvariant()}"
                + (string.IsNullOrWhiteSpace(record.Reason) ? "." : $": {record.Reason.TrimEnd('.')}.")
                + " What follows is what it had measured by then.");
        foreach (var finding in record.Findings.Where(f => f.Severity != Severity.Info))
            lines.Add($"{finding.Severity}: {finding.Title}");
        var title = string.IsNullOrWhiteSpace(record.Verdict) ? "This run has no verdict." : record.Verdict;
        document.Callout(ToneOf(run), title, lines);
    }

    static Tone ToneOf(ReportedRun run)
    {
        var findings = run.Record.Findings;
        if (run.Status is RunStatus.Diverged or RunStatus.Failed || findings.Any(f => f.Severity == Severity.Error)) return Tone.Error;
        if (run.Status != RunStatus.Finished || findings.Any(f => f.Severity == Severity.Warning)) return Tone.Warning;
        return string.IsNullOrWhiteSpace(run.Record.Verdict) ? Tone.Info : Tone.Good;
    }
}
