using System.CommandLine;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Shows one run on a page.</summary>
sealed class ShowVerb : Verb
{
    readonly Argument<string?> _run;
    readonly Option<string> _runs;
    readonly Option<bool> _json;

    public ShowVerb()
        : base("show", "Show a run: verdict, results beside baselines, findings, curves", "assay show latest")
    {
        _run = Word("RUN", "Id of a run, the beginning of it, or 'latest'");
        _runs = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var run = UsageException.Check(() => store.Find(Given(line, _run)));
        if (SweepFolder.IsSweep(run.Folder))
        {
            if (line.GetValue(_json)) SweepDocument.Print(session.Terminal.Out, run, SweepFolder.Open(run.Folder));
            else SweepPage.Print(session.Terminal, run, SweepFolder.Open(run.Folder));
            return ExitCode.Done;
        }

        var children = run.Record.Children.Select(store.Open).ToList();
        if (line.GetValue(_json)) RunDocument.Print(session.Terminal.Out, run, children);
        else RunPage.Print(session, run, children);
        return ExitCode.Done;
    }
}
