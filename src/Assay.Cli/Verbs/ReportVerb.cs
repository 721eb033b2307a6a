using System.CommandLine;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Writes a run's report anew.</summary>
sealed class ReportVerb : Verb
{
    readonly Argument<string?> _run;
    readonly Option<string> _runs;
    readonly Option<bool> _json;

    public ReportVerb()
        : base("report", "Write a run's report anew, as Markdown and as one HTML page", "assay report latest")
    {
        _run = Word("RUN", "Id of a run, the beginning of it, or 'latest'");
        _runs = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var run = UsageException.Check(() => store.Find(Given(line, _run)));
        var paths = ReportFiles.Write(store, run);
        if (line.GetValue(_json)) RunDocument.PrintReport(session.Terminal.Out, run, paths);
        else foreach (var path in paths) session.Terminal.Out.WriteLine(path);
        return ExitCode.Done;
    }
}
