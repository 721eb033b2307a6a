using System.CommandLine;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Trains a study into a new run.</summary>
sealed class TrainVerb : Verb
{
    readonly Argument<string?> _study;
    readonly Option<string?> _preset;
    readonly Option<string[]> _set;
    readonly Option<string?> _seed;
    readonly Option<string?> _seeds;
    readonly TrainingFlags _flags;
    readonly Option<string> _runs;
    readonly Option<bool> _dryRun;

    public TrainVerb()
        : base("train", "Train a study into a new run", "assay train frequency --preset light --set hidden=128 --seed 7")
    {
        _study = Word("STUDY", "What to train; 'assay train STUDY --help' lists its settings and presets");
        _preset = Flag(new Option<string?>("--preset") { Description = "Named choice of settings", HelpName = "NAME" });
        _set = Flag(new Option<string[]>("--set") { Description = "Change one setting; may be repeated", HelpName = "key=value" });
        _seed = Flag(new Option<string?>("--seed") { Description = "Seed of everything random in training [default: 1]", HelpName = "N" });
        _seeds = Flag(new Option<string?>("--seeds") { Description = "Train several times: N seeds from --seed on, or those of a list such as 3,4,5", HelpName = "N" });
        _runs = RunsFlag();
        _flags = new TrainingFlags(Flag<Option>);
        _dryRun = Flag(new Option<bool>("--dry-run") { Description = "Build everything, show the plan, train nothing" });
    }

    public override int Run(Session session, ParseResult line)
    {
        var study = session.FindStudy(line.GetValue(_study));
        var seed = WholeNumber.Parse("--seed", line.GetValue(_seed) ?? "1", 0, long.MaxValue);
        var seeds = SeedList.Parse(line.GetValue(_seeds), seed, firstGiven: line.GetValue(_seed) is not null);
        if (seeds.Count > 0) seed = seeds[0];
        var settings = Settings.Resolve(study, line.GetValue(_preset), line.GetValue(_set) ?? []);
        _flags.Apply(line);
        if (line.GetValue(_dryRun)) return DryRun.Show(session, study, settings, (ulong)seed, seeds, _flags.Json(line));

        var store = new RunStore(line.GetValue(_runs)!);
        using var output = new TrainingOutput(session, _flags.Json(line), _flags.Quiet(line), _flags.Watch(line));
        var draft = new RunDraft(study, settings, seed, ["assay", .. session.Args]) { Seeds = seeds };
        return settings.Preset?.Members.Count > 0 || seeds.Count > 0
            ? new ComparisonTraining(session, store, output).Start(draft)
            : new SingleTraining(session, store, output).Start(draft);
    }
}
