using Assay.Reports;
using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Ends a sweep that nobody works at any more: verdict, findings, status and report.</summary>
static class SweepEnding
{
    public static void Write(RunStore store, Run run, SweepFolder folder, Study study)
    {
        var results = folder.Read();
        var verdict = SweepVerdict.Of(results);
        run.Record.Verdict = verdict.Text;
        run.Record.Findings = [.. StudySweep.Findings(study, results), .. verdict.Findings];
        StudySweep.Finish(run, folder);
        ReportFiles.Write(store, store.Open(run.Id));
    }
}
