using System.CommandLine;
using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Trains a study with many configurations and seeds, in several processes.</summary>
sealed class SweepVerb : Verb
{
    readonly Argument<string?> _study;
    readonly Option<string?> _preset, _trials, _seeds, _race, _sampler, _pruner, _metric, _goal, _watch, _against, _seed, _workers, _threads, _points, _resume, _join, _savePlan, _slurmTask;
    readonly Option<string[]> _vary, _set, _slurmOption;
    readonly Option<bool> _json, _quiet, _dryRun, _tied, _slurm, _detach;
    readonly Option<string> _runs;

    public SweepVerb()
        : base("sweep", "Train a study with many configurations and seeds, in several processes", "assay sweep frequency --vary lr=1e-3..1e-2:log --vary hidden=32,64 --trials 8 --seeds 3 --set epochs=2")
    {
        _study = Word("STUDY", "What to train, or a YAML file that says what to sweep");
        _preset = Text("--preset", "One of the study's named sweeps, or a preset that all settings start from", "NAME");
        _vary = Flag(new Option<string[]>("--vary") { Description = "Vary a setting: lr=1e-4..1e-1:log, hidden=32,64,128, 'patience=2..10 when scheduler=plateau'; may be repeated", HelpName = "key=values" });
        _set = Flag(new Option<string[]>("--set") { Description = "Change one setting in all trials; may be repeated", HelpName = "key=value" });
        _trials = Text("--trials", "Configurations to try [default: all of the grid]", "N");
        _seeds = Text("--seeds", "Seeds of each configuration: the first N, or those of a list such as 3,4,5 [default: 1]", "N");
        _race = Text("--race", "Seeds that contenders get at most, one at a time [default: no race]", "N");
        _sampler = Text("--sampler", "grid, random, quasi or tpe [default: tpe with --trials, else grid]", "NAME");
        _points = Text("--points", "Values that a grid tries of a range [default: 5]", "N");
        _pruner = Text("--pruner", "none, asha, median or wilcoxon [default: none]", "NAME");
        _metric = Text("--metric", "What judges a run [default: the study's own]", "NAME");
        _goal = Text("--goal", "minimize or maximize", "GOAL");
        _against = Text("--against", "A second metric that results are held against, with its goal: richness:maximize", "NAME:GOAL");
        _watch = Text("--watch", "What pruners watch, logged after each epoch [default: the metric]", "NAME");
        _seed = Text("--seed", "Seed of the proposals [default: 1]", "N");
        _workers = Text("--workers", "Processes [default: all cores]", "N");
        _threads = Text("--threads", "Threads of each process [default: cores / workers]", "N");
        _resume = Text("--resume", "Go on with a sweep that was stopped or killed", "SWEEP");
        _join = Text("--join", "Be one more worker of a sweep, from anywhere that sees its folder", "SWEEP");
        _savePlan = Text("--save-plan", "Write what the flags mean as a YAML file and train nothing; - for standard output", "FILE");
        _dryRun = Flag(new Option<bool>("--dry-run") { Description = "Check everything, show the plan, train nothing" });
        _slurm = Flag(new Option<bool>("--slurm") { Description = "Let the workers be tasks of a Slurm job array" });
        _slurmOption = Flag(new Option<string[]>("--slurm-option") { Description = "Option of sbatch, such as --slurm-option=--time=60; may be repeated", HelpName = "OPTION" });
        _detach = Flag(new Option<bool>("--detach") { Description = "With --slurm: leave once it is submitted" });
        _slurmTask = Flag(new Option<string?>("--slurm-task") { Description = "The task that this worker is", Hidden = true });
        _tied = Flag(new Option<bool>("--tied") { Description = "Stop when standard input ends", Hidden = true });
        _runs = RunsFlag();
        _json = JsonFlag();
        _quiet = Flag(new Option<bool>("--quiet") { Description = "Show no progress" });
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var workers = Count(line, _workers, 1, 4096) ?? Environment.ProcessorCount;
        var threads = Count(line, _threads, 1, 256) ?? Math.Max(1, Environment.ProcessorCount / workers);
        if (line.GetValue(_join) is { } join) return new SweepMember(session, store).Join(join, Count(line, _threads, 1, 256), line.GetValue(_slurmTask), line.GetValue(_tied));
        using var output = new SweepOutput(session, line.GetValue(_json), line.GetValue(_quiet));
        var control = new SweepControl(session, store, output, workers, threads, Slurm(line));
        if (line.GetValue(_resume) is { } resume) return control.Resume(resume);
        var (study, plan) = Plan(session, line);
        if (line.GetValue(_savePlan) is { } file) return Save(session, plan, file);
        if (line.GetValue(_dryRun)) return SweepDryRun.Show(session, study, plan, workers, line.GetValue(_json));
        return control.Start(study, plan);
    }

    (Study Study, SweepPlan Plan) Plan(Session session, ParseResult line)
    {
        var name = line.GetValue(_study);
        if (name is null || !(name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)))
        {
            var study = session.FindStudy(name);
            return (study, UsageException.Check(() => Draft(line, study).ToPlan(study)));
        }

        Option?[] beside = [_preset, _vary, _set, _trials, _seeds, _race, _sampler, _points, _pruner, _metric, _goal, _watch, _against, _seed];
        if (beside.FirstOrDefault(option => line.GetResult(option!) is { Implicit: false }) is { } extra)
            throw new UsageException($"{extra.Name} is given and so is the file '{name}'; needed: one of them, as the file says it all");
        if (!File.Exists(name)) throw new UsageException($"there is no file '{name}'");
        try
        {
            return SweepYaml.Read(name, session.FindStudy);
        }
        catch (InvalidDataException e)
        {
            throw new UsageException(e.Message);
        }
    }

    static int Save(Session session, SweepPlan plan, string file)
    {
        if (file == "-") session.Terminal.Out.Write(SweepYaml.Write(plan));
        else File.WriteAllText(file, SweepYaml.Write(plan));
        return ExitCode.Done;
    }

    SlurmFlags? Slurm(ParseResult line)
    {
        var options = line.GetValue(_slurmOption) ?? [];
        if (line.GetValue(_slurm)) return new SlurmFlags(options, line.GetValue(_detach));
        return options.Length > 0 || line.GetValue(_detach) ? throw new UsageException("--slurm-option and --detach are for --slurm, which is not given") : null;
    }

    SweepDraft Draft(ParseResult line, Study study) => new()
    {
        Preset = line.GetValue(_preset),
        Metric = line.GetValue(_metric),
        Goal = line.GetValue(_goal) switch { null => null, "minimize" => Goal.Minimize, "maximize" => Goal.Maximize, var other => throw new UsageException($"--goal is '{other}'; needed: minimize or maximize") },
        Watch = line.GetValue(_watch),
        Against = line.GetValue(_against),
        Seed = line.GetValue(_seed) is { } seed ? (ulong)WholeNumber.Parse("--seed", seed, 0, long.MaxValue) : null,
        All = new PhaseDraft
        {
            Set = Assignments(line, _set, "--set").ToDictionary(one => one.Name, one => SettingValues.Find(study, one.Name).Parse(one.Text)),
            Vary = [.. Assignments(line, _vary, "--vary").Select(one => VaryText.Parse(study, one.Name, one.Text))],
            Sampler = line.GetValue(_sampler),
            Points = Count(line, _points, 2, 1_000_000),
            Pruner = line.GetValue(_pruner),
            Trials = Count(line, _trials, 1, 1_000_000),
            Seeds = line.GetValue(_seeds) is { } seeds ? SeedList.Of(seeds) : null,
            Race = Count(line, _race, 0, 1000),
        },
    };

    static IEnumerable<(string Name, string Text)> Assignments(ParseResult line, Option<string[]> option, string flag)
    {
        foreach (var text in line.GetValue(option) ?? [])
        {
            var equals = text.IndexOf('=');
            if (equals <= 0) throw new UsageException($"{flag} is '{text}'; needed: key=value");
            yield return (text[..equals].Trim(), text[(equals + 1)..].Trim());
        }
    }

    static int? Count(ParseResult line, Option<string?> option, int min, int max) =>
        line.GetValue(option) is { } text ? (int)WholeNumber.Parse(option.Name, text, min, max) : null;

    Option<string?> Text(string name, string description, string helpName) => Flag(new Option<string?>(name) { Description = description, HelpName = helpName });
}
