using System.CommandLine;
using System.Globalization;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Tries remedies on a run and keeps what helps on held-out data.</summary>
sealed class RepairVerb : Verb
{
    readonly Argument<string?> _run;
    readonly Option<string> _budget;
    readonly Option<string> _runs;
    readonly TrainingFlags _flags;

    public RepairVerb()
        : base("repair", "Try remedies on a run within a budget and keep what helps on held-out data", "assay repair latest --budget 4")
    {
        _run = Word("RUN", "Id of a run, the beginning of it, or 'latest'");
        _budget = Flag(new Option<string>("--budget") { Description = "What may be spent, in trainings like the run", HelpName = "N", DefaultValueFactory = _ => $"{RunRepair.Budget}" });
        _runs = RunsFlag();
        _flags = new TrainingFlags(Flag<Option>);
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var run = UsageException.Check(() => store.Find(Given(line, _run)));
        if (!double.TryParse(line.GetValue(_budget), NumberStyles.Float, CultureInfo.InvariantCulture, out var budget) || !(budget is > 0 and <= 1000))
            throw new UsageException($"--budget is '{line.GetValue(_budget)}'; needed: a number above 0 and up to 1000");
        _flags.Apply(line);
        using var output = new TrainingOutput(session, _flags.Json(line), _flags.Quiet(line));
        return new RunRepair(session, store, output).Run(run, budget);
    }
}
