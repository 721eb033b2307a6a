using Assay.Reports;
using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Ends a sweep that nobody works at any more: verdict, findings, status and report.</summary>
static class SweepEnding
{
    // The report first: a sweep that is said to be finished has one.
    public static void Write(Run run, SweepFolder folder, Study study)
    {
        var results = folder.Read();
        var verdict = SweepVerdict.Of(results);
        run.Record.Verdict = verdict.Text;
        run.Record.Findings = [.. StudySweep.Findings(study, results), .. verdict.Findings];
        ReportFiles.Write(run.Folder, SweepReport.Build(results, run.Record.Findings));
        StudySweep.Finish(run, folder);
    }
}
