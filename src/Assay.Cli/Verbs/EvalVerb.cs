using System.CommandLine;
using Assay.Reports;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Scores a stored checkpoint again and holds the result against what the run recorded.</summary>
sealed class EvalVerb : Verb
{
    readonly Argument<string?> _run;
    readonly Option<string> _checkpoint;
    readonly Option<string> _runs;
    readonly Option<bool> _json;

    public EvalVerb()
        : base("eval", "Score a run's checkpoint again, on data made anew", "assay eval latest --checkpoint best")
    {
        _run = Word("RUN", "Id of a run, the beginning of it, or 'latest'");
        _checkpoint = Flag(new Option<string>("--checkpoint")
        {
            Description = "best or last",
            HelpName = "NAME",
            DefaultValueFactory = _ => "best",
        });
        _runs = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var run = UsageException.Check(() => store.Find(Given(line, _run)));
        var checkpoint = line.GetValue(_checkpoint)!;
        if (checkpoint is not ("best" or "last")) throw new UsageException($"--checkpoint is '{checkpoint}'; needed: best or last");
        if (run.Record.Children.Count > 0)
            throw new InvalidOperationException($"run '{run.Id}' stands for others; evaluate one of them: {string.Join(", ", run.Record.Children)}");
        if (!run.HasCheckpoint(checkpoint)) throw new InvalidOperationException($"run '{run.Id}' has no checkpoint '{checkpoint}'");
        var evaluation = session.RequireStudy(run).Evaluate(run, checkpoint);
        if (line.GetValue(_json)) RunDocument.Print(session.Terminal.Out, run, evaluation);
        else Print(session, run, evaluation);
        return ExitCode.Done;
    }

    static void Print(Session session, RunReader run, Evaluation evaluation)
    {
        var terminal = session.Terminal;
        terminal.Out.WriteLine($"{run.Id}  checkpoint {evaluation.Checkpoint}, step {Numbers.Count(evaluation.Step)}, {Numbers.Count(evaluation.Parameters)} parameters");
        foreach (var text in WordWrap.Split(evaluation.Verdict ?? "", terminal.PageWidth).Where(text => text.Length > 0)) terminal.Out.WriteLine(text);
        var recorded = evaluation.Checkpoint == "best" ? run.Record.Best : run.Record.Metrics;
        var common = evaluation.Metrics.Where(metric => recorded.ContainsKey(metric.Key)).ToList();
        var differing = common.Where(metric => !metric.Value.Equals(recorded[metric.Key])).Select(metric => metric.Key).ToList();
        terminal.Out.WriteLine();
        Results.Of([("measured", evaluation.Metrics), ("recorded", differing.ToDictionary(name => name, name => recorded[name]))], evaluation.Baselines).Print(terminal);
        if (evaluation.Ablations.Count > 0)
        {
            terminal.Out.WriteLine();
            Results.Of([], evaluation.Ablations).Print(terminal, "ablation");
        }

        if (common.Count > 0)
            terminal.Out.WriteLine(differing.Count == 0
                ? $"All {common.Count} recorded values were measured again, bit for bit."
                : $"Differs from what was recorded: {string.Join(", ", differing)}.");
    }
}
