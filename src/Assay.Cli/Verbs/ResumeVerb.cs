using System.CommandLine;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Goes on with a run that was stopped or interrupted.</summary>
sealed class ResumeVerb : Verb
{
    readonly Argument<string?> _run;
    readonly Option<string> _runs;
    readonly TrainingFlags _flags;

    public ResumeVerb()
        : base("resume", "Go on with a stopped or interrupted run, bit for bit as if it had never stopped", "assay resume latest")
    {
        _run = Word("RUN", "Id of a run, the beginning of it, or 'latest'");
        _runs = RunsFlag();
        _flags = new TrainingFlags(Flag<Option>);
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var run = UsageException.Check(() => store.Find(Given(line, _run)));
        _flags.Apply(line);
        using var output = new TrainingOutput(session, _flags.Json(line), _flags.Quiet(line));
        var study = session.RequireStudy(run);
        return run.Record.Seeds.Count > 0 || (Resumption.Settings(study, run).Preset?.Members.Count > 0 && !IsMember(store, run))
            ? new ComparisonTraining(session, store, output).Continue(run)
            : new SingleTraining(session, store, output).Continue(run);
    }

    static bool IsMember(RunStore store, RunReader run) =>
        store.List().Any(other => other.Problem is null && other.Record.Children.Contains(run.Id));
}
