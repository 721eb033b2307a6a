using System.Diagnostics;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>
/// Autoencoders of poems: windows of word vectors through one code and back. Split by poem; the best checkpoint is the one with the highest cosine on the
/// validation poems, and the test poems judge it beside the mean vector, principal components of as many floats, and ablations.
/// </summary>
public sealed class PoetryStudy : Study
{
    /// <inheritdoc/>
    public override string Name => "poetry";

    /// <inheritdoc/>
    public override string Summary => "autoencoders compress windows of poems, as word vectors, into one code";

    /// <inheritdoc/>
    public override JudgedMetric Judged { get; } = new("test/cosine", 1);

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => PoetrySettings.All;

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets => PoetryPresets.All;

    /// <inheritdoc/>
    public override void Check(SettingValues settings) => PoetrySettings.Check(settings);

    /// <inheritdoc/>
    public override StudyPlan Plan(SettingValues settings, ulong seed)
    {
        var data = PoetryData.Load(settings, seed, null);
        var training = new PoetryTraining(settings, seed, data.Train);
        // As in the last phase, whose windows are the longest.
        var seconds = training.SecondsOfAStep(training.PlannedSteps - 1, out var bytes);
        return new StudyPlan(
            data.Describe(), [.. training.Model.NamedParameters.Select(entry => (entry.Name, entry.Parameter.Dims.ToArray()))], training.Model.ParameterCount,
            training.Epochs, training.PlannedSteps, seconds * training.PlannedSteps, (training.Model.ParameterCount * 16) + bytes);
    }

    /// <inheritdoc/>
    public override TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control)
    {
        run.StopClock();
        control.Progress?.Invoke(new TrainingProgress("preparing", 1, settings.Whole("epochs"), 0, 0, double.NaN, 0, double.NaN, []));
        var data = PoetryData.Load(settings, seed, run.Folder);
        var training = new PoetryTraining(settings, seed, data.Train);
        if (resume) training.Resume(run, control.Fresh);
        run.Record.Parameters = training.Model.ParameterCount;
        run.Record.Splits = data.Describe();
        run.Save();
        var judge = new PoetryJudge(data, settings.Number("kl.free"));
        var session = new EpochSession(run, training, () => judge.Valid(training.Model), "valid/cosine", ["train/loss", "valid/cosine", "valid/mse"], control);
        var outcome = session.Train();
        session.Report("evaluating");
        Judge(run, settings, data, judge, outcome);
        run.Record.Findings = [.. run.Record.Findings.Where(finding => !finding.Id.StartsWith("gradient/", StringComparison.Ordinal)), .. training.Stepper.Gradients!.Findings()];
        return outcome;
    }

    /// <inheritdoc/>
    public override void CheckFresh(RunReader run, SettingValues settings, FreshSchedule fresh) => EpochTraining.CheckFresh(
        run, fresh, () => PoetryTraining.TrainedOn(PoetryData.Load(settings, (ulong)run.Record.Seed, run.Folder).Train));

    /// <inheritdoc/>
    public override Evaluation Evaluate(RunReader run, string checkpoint)
    {
        var settings = SettingValues.FromRecord(this, run.Record.Preset, run.Record.Settings);
        var data = PoetryData.Load(settings, (ulong)run.Record.Seed, run.Folder);
        var (model, step) = PoetryTraining.LoadModel(settings, data.Table.Dimension, CheckpointPath(run.Folder, checkpoint));
        return Score(settings, model, data, checkpoint, step);
    }

    /// <inheritdoc/>
    public override TextModel? OpenTextModel(RunReader run) => PoetryModelFile.OpenRun(run);

    /// <summary>A model's scores beside baselines and ablations.</summary>
    internal static Evaluation Score(SettingValues settings, PoetryAutoencoder model, PoetryData data, string checkpoint, long step)
    {
        var judgement = new PoetryJudge(data, settings.Number("kl.free")).Judge(model, checkpoint, step);
        return new Evaluation(checkpoint, step, model.ParameterCount, judgement.Metrics, judgement.Baselines, judgement.Ablations)
        {
            Verdict = PoetryVerdict.Judge(model.Architecture, data, judgement).Verdict, Details = judgement.Details.Write,
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> Probe(RunReader run)
    {
        var settings = SettingValues.FromRecord(this, run.Record.Preset, run.Record.Settings);
        var training = new PoetryTraining(settings, (ulong)run.Record.Seed, PoetryData.Load(settings, (ulong)run.Record.Seed, run.Folder).Train);
        training.Load(CheckpointPath(run.Folder, EpochSession.Last), run.Gradients());
        return [.. base.Probe(run), .. training.Probes()];
    }

    /// <inheritdoc/>
    public override (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members) => PoetryComparison.Conclude(members);

    // From the best checkpoint as it stands on disk: what is judged is what a user can load.
    static void Judge(Run run, SettingValues settings, PoetryData data, PoetryJudge judge, TrainingOutcome outcome)
    {
        if (!HasBest(run, settings, outcome)) return;
        var record = run.Record;
        var (model, step) = PoetryTraining.LoadModel(settings, data.Table.Dimension, CheckpointPath(run.Folder, EpochSession.Best));
        var judgement = judge.Judge(model, EpochSession.Best, step);
        foreach (var (name, value) in judgement.Metrics) record.Best[name] = value;
        (record.Baselines, record.Ablations) = (judgement.Baselines, judgement.Ablations);
        (record.Verdict, record.Findings) = PoetryVerdict.Judge(model.Architecture, data, judgement);
        judgement.Write(run.Folder);
    }
}
