using System.CommandLine;
using Assay.Diagnosis;
using Assay.Reports;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Says on a page what is wrong with a run, how one can see it, and what to do.</summary>
sealed class DiagnoseVerb : Verb
{
    readonly Argument<string[]> _runs;
    readonly Option<string[]> _set;
    readonly Option<bool> _write;
    readonly Option<string> _store;
    readonly Option<bool> _json;

    public DiagnoseVerb()
        : base("diagnose", "Say on a page what is wrong with a run, how one can see it, and what to do", "assay diagnose latest --write")
    {
        _runs = new Argument<string[]>("RUN...")
        {
            Description = "Id of a run, the beginning of it, or 'latest'; several, or one that stands for several, are audited together; or a log as .csv, .tsv or .jsonl",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Arguments.Add(_runs);
        _set = Flag(new Option<string[]>("--set") { Description = "For a log: a setting (lr=1e-4) or a measurement (probe/trivial=0.5) that it does not hold; may be repeated", HelpName = "key=value" });
        _write = Flag(new Option<bool>("--write") { Description = "Also write diagnosis.md and diagnosis.html with plots, into the run's folder or beside the log" });
        _store = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var names = line.GetValue(_runs) ?? [];
        if (names.Length == 0) throw new UsageException("which run? Give its id, the beginning of it, 'latest' or a log; 'assay diagnose --help' explains");
        var sources = names.Select(name => Source(line, name)).ToList();
        var assessments = sources.ConvertAll(source => (source.Run, Assessment: source.Run.Assess(session)));
        if (line.GetValue(_json))
        {
            JsonOutput.Print(session.Terminal.Out, json => DiagnosisDocument.Members(json, assessments[0].Run.Subject, assessments[0].Assessment));
        }
        else
        {
            foreach (var (run, assessment) in assessments) new DiagnosisPage(session.Terminal.Out, session.Terminal.PageWidth).Print(run.Subject, assessment);
        }

        return ExitCode.Done;
    }

    (DiagnosedRun Run, string Folder) Source(ParseResult line, string name)
    {
        var run = UsageException.Check(() => new RunStore(line.GetValue(_store)!).Find(name));
        return (DiagnosedRun.Read(run), run.Folder);
    }
}
