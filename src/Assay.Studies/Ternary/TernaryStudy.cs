using Assay.Runs;

namespace Assay.Studies.Ternary;

/// <summary>
/// A hyperbolic variational autoencoder of all ternary operations of two arguments: every operation is to come back from its code (coverage), its
/// distance from the origin is to tell its 3-adic valuation (hierarchy), and operations of a level are to keep distances of their own (richness).
/// </summary>
public sealed class TernaryStudy : Study
{
    /// <inheritdoc/>
    public override string Name => "ternary";

    /// <inheritdoc/>
    public override string Summary => "hyperbolic variational autoencoder of all 19,683 ternary operations";

    /// <inheritdoc/>
    public override JudgedMetric Judged { get; } = new("hierarchy", TernaryScores.Ceiling);

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => TernarySettings.All;

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets => TernaryPresets.All;

    /// <inheritdoc/>
    public override IReadOnlyList<string> MetricNames { get; } =
    [
        "coverage", TernaryVerdict.Moved, TernaryVerdict.RandomTensors, "start/coverage",
        .. from code in new[] { "", "/b" }
           from name in (string[])[
               "hierarchy", "hierarchy/normalised", "richness", "richness/weighted", "distance", "q", "radii/distinct", "start/hierarchy", "start/richness",
               .. Enumerable.Range(0, TernaryOperations.Levels).SelectMany(level => new[] { $"radius/v{level}", $"variance/v{level}" }), .. Enumerable.Range(0, TernaryOperations.Levels - 1).Select(level => $"auc/v{level}")]
           select name + code,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<NamedSweep> Sweeps => field ??=
    [
        new(OriginalSweep.Plan, "the six phases and five investigations of the original, 55 configurations with 5 seeds each") { Conclude = OriginalFindings.Of },
        new(FrontierSweep.Plan, "models of rising richness, their hierarchy beside the lowest that is possible"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(double Value, double Judged)> Bound(string metric, string against, SettingValues settings) =>
        (metric, against) == ("hierarchy", "richness") ? [.. RichnessBound.Curve(settings.Number("max.radius"))] : [];

    /// <inheritdoc/>
    public override void Check(SettingValues settings) => TernarySettings.Check(settings);

    /// <inheritdoc/>
    public override StudyPlan Plan(SettingValues settings, ulong seed)
    {
        var training = new TernaryTraining(settings, seed);
        var seconds = training.SecondsOfAStep(0, out var bytes);
        return new StudyPlan(
            Splits(), [.. training.Model.NamedParameters.Select(entry => (entry.Name, entry.Parameter.Dims.ToArray()))], training.Model.ParameterCount,
            training.Epochs, training.PlannedSteps, seconds * training.PlannedSteps, (training.Model.ParameterCount * 16) + bytes);
    }

    /// <inheritdoc/>
    public override TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control)
    {
        run.StopClock();
        var training = new TernaryTraining(settings, seed);
        if (resume) training.Resume(run, control.Fresh);
        else Start(run, settings, training);
        run.Record.Parameters = training.Model.ParameterCount;
        run.Record.Splits = Splits();
        run.Save();
        var session = new EpochSession(run, training, () => training.FinishEpoch(run), "score", ["train/loss", "coverage", "hierarchy", "richness"], control);
        var outcome = session.Train();
        session.Report("evaluating");
        Judge(run, settings, training, outcome);
        return outcome;
    }

    /// <inheritdoc/>
    public override Evaluation Evaluate(RunReader run, string checkpoint)
    {
        var settings = SettingValues.FromRecord(this, run.Record.Preset, run.Record.Settings);
        var (model, step) = TernaryTraining.LoadModel(settings, CheckpointPath(run.Folder, checkpoint));
        var metrics = Measure(model, settings);
        return new Evaluation(checkpoint, step, model.ParameterCount, metrics, TernaryOracles.All, new Dictionary<string, Dictionary<string, double>>())
        {
            Verdict = TernaryVerdict.Of(metrics),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> Probe(RunReader run)
    {
        var settings = SettingValues.FromRecord(this, run.Record.Preset, run.Record.Settings);
        var training = new TernaryTraining(settings, (ulong)run.Record.Seed);
        training.Load(CheckpointPath(run.Folder, EpochSession.Last), run.Gradients());
        return [.. base.Probe(run), .. training.Probes()];
    }

    /// <inheritdoc/>
    public override (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members) => (TernaryVerdict.Together(members), []);

    static void Start(Run run, SettingValues settings, TernaryTraining training)
    {
        if (settings.Text("start") is { Length: > 0 } start)
        {
            var store = new RunStore(Path.GetDirectoryName(run.Folder)!);
            var path = CheckpointPath(store.Find(start).Folder, EpochSession.Best);
            var random = training.StartFrom(path, settings.Text("start.load") == TernarySettings.Strict);
            if (random.Count > 0) run.Warn(0, $"half loaded: {random.Count} tensors are not in the checkpoint of {start} and stay random: {string.Join(", ", random)}");
            training.Begin(random.Count);
        }
        else training.Begin(0);
        run.Log(0, [.. training.StartScores.Select(score => (score.Key, score.Value))]);
    }

    static Dictionary<string, double> Measure(TernaryModel model, SettingValues settings)
    {
        var metrics = new Dictionary<string, double>();
        var fromPoint = settings.Text("decode") == TernarySettings.Point;
        foreach (var b in settings.Text("codes") == TernarySettings.Both ? new[] { false, true } : [false])
        {
            var embedding = TernaryCodes.Of(model.Encoder(b)).Embed(model, b, null, decode: !b, fromPoint);
            foreach (var (name, value) in TernaryScores.Of(embedding, b ? "/b" : "", complete: true)) metrics[name] = value;
        }
        return metrics;
    }

    static void Judge(Run run, SettingValues settings, TernaryTraining training, TrainingOutcome outcome)
    {
        if (!HasBest(run, settings, outcome)) return;
        var record = run.Record;
        var path = CheckpointPath(run.Folder, EpochSession.Best);
        var (model, step) = TernaryTraining.LoadModel(settings, path);
        TernaryLevels.Of(model, settings, step).Write(run.Folder);
        foreach (var (name, value) in Measure(model, settings)) record.Best[name] = value;
        foreach (var (name, value) in training.StartScores) record.Best[name] = value;
        training.Model.Eval();
        record.Best[TernaryVerdict.Moved] = training.MovedParameters;
        record.Metrics = Measure(training.Model, settings);
        record.Baselines = TernaryOracles.All.ToDictionary();
        record.Verdict = TernaryVerdict.Of(record.Best);
        record.Findings =
        [
            .. record.Findings.Where(finding => !finding.Id.StartsWith("ternary/", StringComparison.Ordinal) && !finding.Id.StartsWith("gradient/", StringComparison.Ordinal)),
            .. TernaryVerdict.Findings(record.Best, record.Metrics, record.Parameters), .. training.Stepper.Gradients!.Findings(),
        ];
    }

    static Dictionary<string, string> Splits() => new()
    {
        ["all"] = $"all {TernaryOperations.Count:N0} operations train and judge: the space is finite and there is nothing else",
    };
}
