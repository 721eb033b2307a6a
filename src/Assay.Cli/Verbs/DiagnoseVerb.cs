using System.CommandLine;
using System.Globalization;
using Assay.Diagnosis;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Says on a page what is wrong with a run, how one can see it, and what to do.</summary>
sealed class DiagnoseVerb : Verb
{
    readonly Argument<string[]> _names;
    readonly Option<string[]> _set;
    readonly Option<string?> _target;
    readonly Option<string?> _case;
    readonly Option<bool> _probe;
    readonly Option<bool> _wider;
    readonly Option<bool> _write;
    readonly Option<string> _runs;
    readonly Option<bool> _json;

    public DiagnoseVerb()
        : base("diagnose", "Say on a page what is wrong with a run, how one can see it, and what to do", "assay diagnose latest --write\n         assay diagnose --case frequency-monitor\n         assay diagnose history.csv --set probe/trivial=0.5 --set lr=1e-4")
    {
        _names = new Argument<string[]>("RUN...")
        {
            Description = "Id of a run, the beginning of it, or 'latest'; several runs, or one that stands for several, are audited as a comparison; or a log of any program as .csv, .tsv or .jsonl",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Arguments.Add(_names);
        _set = Flag(new Option<string[]>("--set") { Description = "For a log: a setting (lr=1e-4) or a measurement (probe/trivial=0.5) that it does not hold; may be repeated", HelpName = "key=value" });
        _target = Flag(new Option<string?>("--target") { Description = "Loss, or distance from a perfect score, that is to be reached; the decision tree then has a branch for it", HelpName = "X" });
        _case = Flag(new Option<string?>("--case") { Description = $"Train a historical mistake again and diagnose it: {string.Join(", ", HistoricalCase.All.Select(one => one.Name))}", HelpName = "NAME" });
        _probe = Flag(new Option<bool>("--probe") { Description = "First measure what only the live model can tell: whether checkpoints reproduce their scores, what other learning rates would do, how noisy gradients are" });
        _wider = Flag(new Option<bool>("--wider") { Description = "First train once more at twice the width: the only honest test of capacity" });
        _write = Flag(new Option<bool>("--write") { Description = "Also write diagnosis.md and diagnosis.html with plots, into the run's folder or beside the log" });
        _runs = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var names = line.GetValue(_names) ?? [];
        var facts = line.GetValue(_set) ?? [];
        var historical = Historical(line.GetValue(_case), names);
        if (names.Length == 0 && historical is null) throw new UsageException("which run? Give its id, the beginning of it, 'latest', a log or --case; 'assay diagnose --help' explains");
        var runs = historical is null ? [.. names.SelectMany(name => Find(line, name, facts))] : Train(session, line, historical);
        if (facts.Length > 0 && !runs.Exists(run => run.IsLog)) throw new UsageException("--set is for a log; a run holds its own settings");
        if (runs.GroupBy(run => run.Subject).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new UsageException($"run '{twice.Key}' is given twice");
        if (line.GetValue(_probe) || line.GetValue(_wider)) Probe(session, line, runs);
        var target = Target(line.GetValue(_target));
        var assessed = runs.ConvertAll(run => (run.Subject, Assessment: run.Assess(session, target)));
        var output = new DiagnosisOutput(session.Terminal, line.GetValue(_json));
        IReadOnlyList<Finding> together = runs.Count > 1 ? ComparisonDoctor.Examine(runs.ConvertAll(run => run.Trace)) : [];
        if (assessed is [var (subject, assessment)]) output.Print(subject, assessment);
        else output.Print(assessed, together);
        if (historical is not null && !line.GetValue(_json)) CaseOutput.Print(session.Terminal, historical, [.. together, .. assessed.SelectMany(one => one.Assessment.Findings)]);
        if (line.GetValue(_write))
            foreach (var (run, one) in runs.Zip(assessed)) output.Wrote(DiagnosisFiles.Write(run, one.Assessment));
        foreach (var (run, one) in runs.Zip(assessed).Where(pair => !pair.First.IsLog)) ForecastEntry.Note(session, run, one.Assessment.Outlook);
        return ExitCode.Done;
    }

    static HistoricalCase? Historical(string? name, string[] runs)
    {
        if (name is null) return null;
        if (runs.Length > 0) throw new UsageException("--case trains its own runs; leave the others out");
        var names = HistoricalCase.All.Select(one => one.Name).ToList();
        return HistoricalCase.All.FirstOrDefault(one => one.Name == name)
            ?? throw new UsageException($"there is no case '{name}'{Studies.Nearest.Suggest(name, names)}; there are: {string.Join(", ", names)}");
    }

    void Probe(Session session, ParseResult line, List<DiagnosedRun> runs)
    {
        using var output = new TrainingOutput(session, line.GetValue(_json), quiet: false);
        var probes = new RunProbes(session, new RunStore(line.GetValue(_runs)!), output);
        foreach (var run in runs)
        {
            if (line.GetValue(_probe)) probes.Measure(run);
            if (line.GetValue(_wider)) probes.Widen(run);
        }
    }

    List<DiagnosedRun> Train(Session session, ParseResult line, HistoricalCase historical)
    {
        using var output = new TrainingOutput(session, line.GetValue(_json), quiet: false);
        return [.. new CaseTraining(session, new RunStore(line.GetValue(_runs)!), output).Train(historical).Select(DiagnosedRun.Read)];
    }

    static double Target(string? text) => text is null ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var target) && target >= 0 ? target
        : throw new UsageException($"--target is '{text}'; needed: a number of at least 0");

    IEnumerable<DiagnosedRun> Find(ParseResult line, string name, IReadOnlyList<string> facts)
    {
        if (InheritedLog.Is(name)) return [DiagnosedRun.Read(name, facts)];
        var store = new RunStore(line.GetValue(_runs)!);
        var run = UsageException.Check(() => store.Find(name));
        if (SweepFolder.IsSweep(run.Folder)) return Trials(run);
        return run.Problem is null && run.Record.Children.Count > 0 ? run.Record.Children.Select(child => DiagnosedRun.Read(store.Open(child))) : [DiagnosedRun.Read(run)];
    }

    static IEnumerable<DiagnosedRun> Trials(RunReader sweep)
    {
        var runs = SweepFolder.Open(sweep.Folder).Store.List();
        return runs.Count > 0 ? runs.Select(DiagnosedRun.Read) : throw new InvalidOperationException($"sweep '{sweep.Id}' has no runs yet");
    }
}
