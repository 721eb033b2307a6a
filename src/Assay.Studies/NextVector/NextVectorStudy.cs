using Assay.Runs;

namespace Assay.Studies.NextVector;

/// <summary>
/// Networks that predict the next vector of a document from the last few. Split by document; the best checkpoint is the one with the highest cosine on the
/// validation documents, and the test documents judge it beside everything that needs no network, and beside the limit where it is known.
/// </summary>
public sealed class NextVectorStudy : Study
{
    /// <inheritdoc/>
    public override string Name => "next-vector";

    /// <inheritdoc/>
    public override string Summary => "networks predict the next sentence vector of a document from the last five";

    /// <inheritdoc/>
    public override JudgedMetric Judged { get; } = new("test/cosine", 1);

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => NextVectorSettings.All;

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets => NextVectorPresets.All;

    /// <inheritdoc/>
    public override void Check(SettingValues settings) => NextVectorSettings.Check(settings);

    /// <inheritdoc/>
    public override StudyPlan Plan(SettingValues settings, ulong seed)
    {
        var data = NextVectorData.Load(settings);
        var training = new NextVectorTraining(settings, seed, data);
        var seconds = training.SecondsOfAStep(0, out var bytes);
        return new StudyPlan(
            data.Describe(), [.. training.Model.NamedParameters.Select(entry => (entry.Name, entry.Parameter.Dims.ToArray()))], training.Model.ParameterCount,
            training.Epochs, training.PlannedSteps, seconds * training.PlannedSteps, (training.Model.ParameterCount * 16) + bytes + (data.Corpus.Values.Length * 4L));
    }

    /// <inheritdoc/>
    public override TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control)
    {
        run.StopClock();
        control.Progress?.Invoke(new TrainingProgress("preparing", 1, settings.Whole("epochs"), 0, 0, double.NaN, 0, double.NaN, []));
        var data = NextVectorData.Load(settings);
        var training = new NextVectorTraining(settings, seed, data);
        if (resume) training.Resume(run, control.Fresh);
        run.Record.Parameters = training.Model.ParameterCount;
        run.Record.Splits = data.Describe();
        run.Save();
        var session = new EpochSession(
            run, training, () => data.Judge.Valid(data.PredictorOf(training.Model, settings)), "valid/cosine", ["train/loss", "valid/cosine", "valid/cosine/centred"], control);
        var outcome = session.Train();
        session.Report("evaluating");
        Judge(run, settings, data, training, outcome);
        run.Record.Findings = [.. run.Record.Findings.Where(finding => !finding.Id.StartsWith("gradient/", StringComparison.Ordinal)), .. training.Stepper.Gradients!.Findings()];
        return outcome;
    }

    /// <inheritdoc/>
    public override void CheckFresh(RunReader run, SettingValues settings, FreshSchedule fresh) =>
        EpochTraining.CheckFresh(run, fresh, () => NextVectorTraining.TrainedOn(NextVectorData.Load(settings).Train));

    /// <inheritdoc/>
    public override Evaluation Evaluate(RunReader run, string checkpoint)
    {
        var settings = SettingValues.FromRecord(this, run.Record.Preset, run.Record.Settings);
        var data = NextVectorData.Load(settings);
        var (model, step) = NextVectorTraining.LoadModel(settings, data.Width, CheckpointPath(run.Folder, checkpoint));
        return Evaluation(data, data.PredictorOf(model, settings), checkpoint, step, model.ParameterCount);
    }

    /// <inheritdoc/>
    public override VectorModel? OpenVectorModel(IReadOnlyList<RunReader> runs) => NextVectorFile.OpenRuns(runs);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> Probe(RunReader run)
    {
        var settings = SettingValues.FromRecord(this, run.Record.Preset, run.Record.Settings);
        var training = new NextVectorTraining(settings, (ulong)run.Record.Seed, NextVectorData.Load(settings));
        training.Load(CheckpointPath(run.Folder, EpochSession.Last), run.Gradients());
        return [.. base.Probe(run), .. training.Probes()];
    }

    /// <inheritdoc/>
    public override (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members) => NextVectorVerdict.Conclude(members);

    /// <summary>A predictor, of one network or several, scored on held-out documents.</summary>
    internal static Evaluation Evaluation(NextVectorData data, VectorPredictor predictor, string checkpoint, long step, long parameters)
    {
        var judgement = Judge(data, predictor, checkpoint, step, []);
        return new Evaluation(checkpoint, step, parameters, judgement.Metrics, judgement.Baselines, judgement.Ablations)
        {
            Verdict = NextVectorVerdict.Judge(data, judgement, judgement.Metrics).Verdict, Details = judgement.Details.Write,
        };
    }

    /// <inheritdoc/>
    public override void Combine(Run parent, IReadOnlyList<RunReader> members)
    {
        var settings = members.Select(member => SettingValues.FromRecord(this, member.Record.Preset, member.Record.Settings)).ToList();
        // What is judged on other documents, or told more, is no part of one ensemble.
        if (members.Count < 2 || settings.Select(NextVectorData.KeyOf).Distinct().Count() > 1) return;
        var data = NextVectorData.Load(settings[0]);
        var varies = settings.Select(values => values.Text("loss")).Distinct().Count() > 1;
        var models = members.Zip(settings, (member, values) => (
            Kind: varies ? $"{values.Text("model")}, {values.Text("loss")}" : values.Text("model"),
            Predictor: (VectorPredictor)data.PredictorOf(NextVectorTraining.LoadModel(values, data.Width, CheckpointPath(member.Folder, EpochSession.Best)).Model, values)));
        foreach (var (name, value) in EnsembleScores.Of(data.Judge, [.. models])) parent.Record.Metrics[name] = value;
    }

    // The best checkpoint as it stands on disk, because what is judged is what a user can load; and the final weights beside it.
    static void Judge(Run run, SettingValues settings, NextVectorData data, NextVectorTraining training, TrainingOutcome outcome)
    {
        if (!HasBest(run, settings, outcome)) return;
        var record = run.Record;
        var path = CheckpointPath(run.Folder, EpochSession.Best);
        var (model, step) = NextVectorTraining.LoadModel(settings, data.Width, path);
        IReadOnlyList<LatencyMeasurement> latency = settings.Flag("latency") ? LatencyBenchmark.Of(new ModelPredictor(model), data.Test, data.JudgedQueries) : [];
        var judgement = Judge(data, data.PredictorOf(model, settings), EpochSession.Best, step, latency);
        foreach (var (name, value) in judgement.Metrics) record.Best[name] = value;
        if (latency.Count > 0)
            foreach (var (name, value) in LatencyBenchmark.Metrics(latency, model.ParameterCount)) record.Best[name] = value;
        record.Metrics = data.Judge.Metrics(data.PredictorOf(training.Model, settings));
        if (data.ByWindow) record.Probes[Vitals.SharedRows] = data.SharedTargets;
        (record.Baselines, record.Ablations) = (judgement.Baselines, judgement.Ablations);
        (record.Verdict, record.Findings) = NextVectorVerdict.Judge(data, judgement, record.Metrics);
        judgement.Write(run.Folder);
    }

    static PredictionJudgement Judge(NextVectorData data, VectorPredictor predictor, string checkpoint, long step, IReadOnlyList<LatencyMeasurement> latency) =>
        data.Judge.Judge(predictor, checkpoint, step, predictor is ModelPredictor one ? one.Model.AttentionOf : null, latency);
}
