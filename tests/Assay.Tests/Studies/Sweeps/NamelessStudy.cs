using Assay.Runs;
using Assay.Studies;
using Assay.Tests.Cli;

namespace Assay.Tests.Studies.Sweeps;

/// <summary>The fake study without a word of its metrics.</summary>
sealed class NamelessStudy : Study
{
    readonly FakeStudy _fake = new();

    public override string Name => _fake.Name;

    public override string Summary => _fake.Summary;

    public override IReadOnlyList<Setting> Settings => _fake.Settings;

    public override IReadOnlyList<Preset> Presets => _fake.Presets;

    public override StudyPlan Plan(SettingValues settings, ulong seed) => _fake.Plan(settings, seed);

    public override TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control) => _fake.Train(run, settings, seed, resume, control);

    public override Evaluation Evaluate(RunReader run, string checkpoint) => _fake.Evaluate(run, checkpoint);

    public override (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members) => _fake.Conclude(members);
}
