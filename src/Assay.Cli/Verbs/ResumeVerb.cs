using System.CommandLine;
using System.Globalization;
using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;
using Assay.Training;

namespace Assay.Cli;

/// <summary>Goes on with a run: exactly as before if it was stopped or interrupted, or with a fresh schedule of the learning rate.</summary>
sealed class ResumeVerb : Verb
{
    readonly Argument<string?> _run;
    readonly Option<string> _runs;
    readonly Option<string?> _scheduler, _epochs, _lr, _patience, _from;
    readonly TrainingFlags _flags;

    public ResumeVerb()
        : base("resume", "Go on with a stopped or interrupted run, bit for bit as if it had never stopped; or with any run and a fresh schedule of the learning rate",
            "assay resume latest --scheduler cosine --epochs 10 --lr 3e-4 --from best")
    {
        _run = Word("RUN", "Id of a run, the beginning of it, or 'latest'");
        _runs = RunsFlag();
        _scheduler = Flag(new Option<string?>("--scheduler") { Description = $"Go on with a fresh schedule that begins at the rate where the run stands: {string.Join(", ", RatePlan.Names)}", HelpName = "NAME" });
        _epochs = Flag(new Option<string?>("--epochs") { Description = "Epochs of the fresh schedule [default: those that remain]", HelpName = "N" });
        _lr = Flag(new Option<string?>("--lr") { Description = "Rate that the fresh schedule begins with [default: where the run stands]", HelpName = "X" });
        _patience = Flag(new Option<string?>("--patience") { Description = "Epochs without improvement that a fresh plateau bears [default: 3]", HelpName = "N" });
        _from = Flag(new Option<string?>("--from") { Description = "Checkpoint that the fresh schedule begins at, last or best; what came after it is cut off [default: last]", HelpName = "NAME" });
        _flags = new TrainingFlags(Flag<Option>);
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var run = UsageException.Check(() => store.Find(Given(line, _run)));
        if (SweepFolder.IsSweep(run.Folder)) throw new UsageException($"run '{run.Id}' is a sweep; 'assay sweep --resume {run.Id}' goes on with it");
        var fresh = Fresh(line);
        _flags.Apply(line);
        using var output = new TrainingOutput(session, _flags.Json(line), _flags.Quiet(line), _flags.Watch(line));
        var study = session.RequireStudy(run);
        var several = run.Record.Seeds.Count > 0 || (Resumption.Settings(study, run).Preset?.Members.Count > 0 && !IsMember(store, run));
        if (!several) return new SingleTraining(session, store, output).Continue(run, fresh);
        return fresh is null
            ? new ComparisonTraining(session, store, output).Continue(run)
            : throw new InvalidOperationException($"run '{run.Id}' stands for others; give one of them a fresh schedule: {string.Join(", ", run.Record.Children)}");
    }

    FreshSchedule? Fresh(ParseResult line)
    {
        Option<string?>[] others = [_epochs, _lr, _patience, _from];
        if (line.GetValue(_scheduler) is not { } scheduler)
            return others.FirstOrDefault(option => line.GetValue(option) is not null) is { } alone
                ? throw new UsageException($"{alone.Name} is for a fresh schedule; name one with --scheduler: {string.Join(", ", RatePlan.Names)}")
                : null;
        if (!RatePlan.Names.Contains(scheduler))
            throw new UsageException($"--scheduler is '{scheduler}'{Nearest.Suggest(scheduler, RatePlan.Names)}; needed: {string.Join(", ", RatePlan.Names)}");
        var from = line.GetValue(_from) ?? "last";
        if (from is not ("last" or "best")) throw new UsageException($"--from is '{from}'; needed: last or best");
        var epochs = line.GetValue(_epochs) is { } count ? (int?)WholeNumber.Parse("--epochs", count, 1, 1_000_000) : null;
        return new FreshSchedule(scheduler, epochs, Rate(line.GetValue(_lr)), (int)WholeNumber.Parse("--patience", line.GetValue(_patience) ?? "3", 0, 1_000_000), from);
    }

    static double? Rate(string? text) => text is null ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 1e6 ? rate
        : throw new UsageException($"--lr is '{text}'; needed: a positive number, at most 1e6");

    static bool IsMember(RunStore store, RunReader run) =>
        store.List().Any(other => other.Problem is null && other.Record.Children.Contains(run.Id));
}
