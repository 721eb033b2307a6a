using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Frequency;

/// <summary>
/// A stateful LSTM takes one tone out of a mixture of four. Trained on rows of noise seed 1, judged under frozen weights on seed 2 and
/// on an independent set; the best checkpoint is the one with the lowest frozen training error, so no test set chooses anything.
/// </summary>
public sealed class FrequencyStudy : Study
{
    const string Best = "best", Last = "last";

    /// <inheritdoc/>
    public override string Name => "frequency";

    /// <inheritdoc/>
    public override string Summary => "a stateful LSTM extracts one tone of a mixed signal, row by row";

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => FrequencySettings.All;

    /// <inheritdoc/>
    public override IReadOnlyList<string> MetricNames { get; } =
    [
        "train/loss", "online/loss", .. Signal.Frequencies.Select(frequency => $"online/loss/f{frequency}"),
        .. from split in new[] { "train", "test", "independent" }
           from part in (string[])["", .. Signal.Frequencies.Select(frequency => $"/f{frequency}"), "/first-second", "/later", "/after-start"]
           select $"{split}/mse{part}",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets => FrequencySettings.Presets;

    /// <inheritdoc/>
    public override void Check(SettingValues settings) => FrequencySettings.Check(settings);

    /// <inheritdoc/>
    public override StudyPlan Plan(SettingValues settings, ulong seed)
    {
        var sets = new FrequencySets(settings.Number("noise.phase"));
        var training = new FrequencyTraining(settings, seed, sets.Train);
        var (seconds, bytes) = StepCost.Measure(training);
        return new StudyPlan(
            sets.Describe(),
            [.. training.Model.NamedParameters.Select(entry => (entry.Name, entry.Parameter.Dims.ToArray()))],
            training.Model.ParameterCount, training.Epochs, training.PlannedSteps, seconds * training.PlannedSteps, bytes);
    }

    /// <inheritdoc/>
    public override TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control)
    {
        run.StopClock();
        var sets = new FrequencySets(settings.Number("noise.phase"));
        var training = new FrequencyTraining(settings, seed, sets.Train);
        if (resume) training.Load(CheckpointPath(run.Folder, Last), GradientHistory.Load(run.Folder));
        run.Record.Parameters = training.Model.ParameterCount;
        run.Record.Splits = sets.Describe();
        run.Save();
        var session = new FrequencySession(run, training, sets, control);
        var outcome = session.Train();
        session.Report("evaluating");
        Judge(run, settings, sets, outcome);
        run.Record.Findings = [.. run.Record.Findings.Where(finding => !finding.Id.StartsWith("gradient/", StringComparison.Ordinal)), .. training.Trainer.Stepper.Gradients!.Findings()];
        return outcome;
    }

    /// <inheritdoc/>
    public override Evaluation Evaluate(RunReader run, string checkpoint)
    {
        var settings = SettingValues.FromRecord(this, run.Record.Preset, run.Record.Settings);
        var (model, step) = FrequencyTraining.LoadModel(settings, CheckpointPath(run.Folder, checkpoint));
        var sets = new FrequencySets(settings.Number("noise.phase"));
        var frozen = new FrozenScores(sets);
        return new Evaluation(checkpoint, step, model.ParameterCount, frozen.Splits(model), sets.Baselines(), frozen.Ablations(model));
    }

    /// <inheritdoc/>
    public override (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members) => WidthComparison.Conclude(members);

    // From the best checkpoint as it stands on disk: what is judged is what a user can load.
    static void Judge(Run run, SettingValues settings, FrequencySets sets, TrainingOutcome outcome)
    {
        if (!HasBest(run, settings, outcome)) return;
        var record = run.Record;
        var path = CheckpointPath(run.Folder, Best);
        var (model, _) = FrequencyTraining.LoadModel(settings, path);
        var frozen = new FrozenScores(sets);
        var scored = frozen.Splits(model);
        record.Ablations = frozen.Ablations(model);
        foreach (var (name, value) in scored) record.Best[name] = value;
        Waveforms(frozen.TestPredictions(model), sets.Test).Save(run.Folder);
        (record.Verdict, record.Findings) = FrequencyVerdict.Judge(new FrequencyEvidence(record, scored, SignalGate.Measure(sets.Test)));
    }

    // The first second of each block of the test set.
    static SeriesSet Waveforms(float[] predictions, SignalSet test) => new(Signal.SampleRate, [.. test.Segments.Select(segment =>
    {
        Range rows = segment.Start..(segment.Start + Signal.SampleRate);
        return new Series($"test f{segment.Frequency}", segment.Frequency, segment.Start, test.Targets[rows].ToArray(), predictions[rows], test.S[rows].ToArray());
    })]);
}
