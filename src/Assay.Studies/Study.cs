using Assay.Diagnosis;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies;

/// <summary>A system that Assay trains: data, model, recipe, baselines and verdict under one name.</summary>
public abstract class Study
{
    // Of the program as it was loaded; asking git takes as long as a small training step or many.
    static readonly Lazy<CodeInfo> Code = new(() => CodeInfo.Capture());

    /// <summary>What the command line calls it.</summary>
    public abstract string Name { get; }

    /// <summary>One line.</summary>
    public abstract string Summary { get; }

    /// <summary>The metric that judges a run.</summary>
    public virtual JudgedMetric Judged { get; } = new("test/mse", 0);

    /// <summary>Everything that can be set.</summary>
    public abstract IReadOnlyList<Setting> Settings { get; }

    /// <summary>Named choices of settings.</summary>
    public abstract IReadOnlyList<Preset> Presets { get; }

    /// <summary>Metrics that a finished run of any settings has or logs, so that sweeps can be checked before they start; empty where that is not known.</summary>
    public virtual IReadOnlyList<string> MetricNames => [];

    /// <summary>Named sweeps.</summary>
    public virtual IReadOnlyList<NamedSweep> Sweeps => [];

    /// <summary>The best values of a metric that are possible at values of another, (value of the other, value of the metric) in rising order; none where it is not known.</summary>
    public virtual IReadOnlyList<(double Value, double Judged)> Bound(string metric, string against, SettingValues settings) => [];

    /// <summary>Refuses settings that are each allowed but do not fit together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says what was given and what was needed.</exception>
    public virtual void Check(SettingValues settings)
    {
    }

    /// <summary>What a training with these settings would do, found by building everything and training nothing.</summary>
    public abstract StudyPlan Plan(SettingValues settings, ulong seed);

    /// <summary>
    /// Trains into a run, from the start or from its last checkpoint, fills the run's record (metrics, baselines, findings, verdict,
    /// splits, parameters) and its evaluation files, and says how it ended. Does not finish the run.
    /// </summary>
    public abstract TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control);

    /// <summary>
    /// Scores a stored checkpoint ("best" or "last") again, on data made anew, and returns metrics by name; changes nothing on disk.
    /// </summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or not this model's.</exception>
    public abstract Evaluation Evaluate(RunReader run, string checkpoint);

    /// <summary>
    /// Measures what only the live model can tell, as metrics of <see cref="Vitals"/>, so that diagnosis need not guess: by default whether the
    /// best checkpoint reproduces what was stored of it, twice. Changes nothing on disk.
    /// </summary>
    /// <exception cref="InvalidDataException">A checkpoint is damaged or not this model's.</exception>
    public virtual IReadOnlyList<(string Name, double Value)> Probe(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var judged = run.Record.Judged ?? Judged;
        var (first, second) = (Evaluate(run, EpochSession.Best), Evaluate(run, EpochSession.Best));
        var found = new List<(string, double)> { (Vitals.BuiltParameters, first.Parameters) };
        // On the scale of the validation curve: as far above or below it as the new score is above or below the stored one.
        var (reached, stored) = (Trace.Of(run).Reached, run.Record.Best.TryGetValue(judged.Name, out var best) ? judged.Distance(best) : double.NaN);
        if (stored > 0 && first.Metrics.TryGetValue(judged.Name, out var once) && second.Metrics.TryGetValue(judged.Name, out var again))
            found.AddRange([(Vitals.Reloaded, reached * judged.Distance(once) / stored), (Vitals.Repeated, reached * judged.Distance(again) / stored)]);
        return found;
    }

    /// <summary>What a comparison of finished runs shows: verdict and findings for the run that stands for them.</summary>
    public abstract (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members);

    /// <summary>
    /// Measures what several finished runs do together, such as an ensemble of their models, into the record of the run that stands for them; by
    /// default nothing.
    /// </summary>
    /// <exception cref="InvalidDataException">A checkpoint is damaged.</exception>
    public virtual void Combine(Run parent, IReadOnlyList<RunReader> members)
    {
    }

    /// <summary>
    /// Refuses a fresh schedule that this run cannot go on with, before anything is changed. Studies that can do so override it and heed
    /// <see cref="TrainingControl.Fresh"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It cannot; the message says why.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public virtual void CheckFresh(RunReader run, SettingValues settings, FreshSchedule fresh) =>
        throw new InvalidOperationException($"study '{Name}' can only go on exactly as before; leave --scheduler out");

    /// <summary>The model of a run's best checkpoint as something that writes texts; null where the study's models write none.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or not this model's.</exception>
    public virtual TextModel? OpenTextModel(RunReader run) => null;

    /// <summary>The models of some runs' best checkpoints as one that predicts vectors; null where the study's models predict none.</summary>
    /// <exception cref="InvalidOperationException">A run has no model.</exception>
    /// <exception cref="InvalidDataException">A checkpoint is damaged or not this model's.</exception>
    /// <exception cref="ArgumentException">The models cannot predict together.</exception>
    public virtual VectorModel? OpenVectorModel(IReadOnlyList<RunReader> runs) => null;

    /// <summary>The record that a run of this study starts with: what was asked, which code, which machine.</summary>
    public RunRecord Draft(SettingValues settings, long seed, IEnumerable<string> command)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new RunRecord
        {
            Study = Name,
            Preset = settings.Preset?.Name,
            Seed = seed,
            Judged = Judged,
            Settings = settings.All.ToDictionary(pair => pair.Key, pair => (object?)pair.Value),
            Command = [.. command],
            Code = Code.Value,
            Machine = MachineInfo.Capture(Compute.Threads, Compute.Vector),
        };
    }

    /// <summary>How far a checkpoint of a run got ("last" or "best"), to reopen the run for resuming.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or says nothing of it.</exception>
    public virtual (long Step, int Epoch, double Seconds) ResumePoint(RunReader run, string checkpoint = "last")
    {
        ArgumentNullException.ThrowIfNull(run);
        var path = CheckpointPath(run.Folder, checkpoint);
        var numbers = Checkpoint.Read(path).Numbers;
        // The best checkpoint holds no time, so that equal trainings write equal ones.
        if (checkpoint == "best") numbers.TryAdd("seconds", run.Record.Seconds);
        return numbers.TryGetValue("step", out var step) && numbers.TryGetValue("epoch", out var epoch) && numbers.TryGetValue("seconds", out var seconds)
            ? ((long)step, (int)epoch, seconds)
            : throw new InvalidDataException($"{path}: step, epoch or seconds are missing.");
    }

    /// <summary>Where a run keeps its checkpoint "best" or "last".</summary>
    internal static string CheckpointPath(string folder, string name) => Path.Combine(folder, RunFiles.Checkpoints, name + ".safetensors");

    /// <summary>Whether there is a checkpoint to judge; where there is none, because training diverged or stopped too early, the record says so.</summary>
    internal static bool HasBest(Run run, SettingValues settings, TrainingOutcome outcome)
    {
        var record = run.Record;
        if (outcome.Status == RunStatus.Diverged)
        {
            record.Verdict = $"Training diverged: {outcome.Reason}.";
            record.Findings = [Diverged(outcome, settings)];
            return false;
        }

        if (File.Exists(CheckpointPath(run.Folder, EpochSession.Best))) return true;
        record.Verdict = "Stopped before the first epoch ended: nothing to judge yet.";
        return false;
    }

    /// <summary>What is noticed about a training that diverged.</summary>
    static Finding Diverged(TrainingOutcome outcome, SettingValues settings) => new(
        "training/diverged", Severity.Error, "Training diverged.", $"{outcome.Reason}; learning rate {settings.Number("lr"):G3}.",
        "Lower the learning rate (lr) or clip harder (clip).");
}
