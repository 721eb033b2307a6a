using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// What a run logged, as the rules read it: its curves by metric name and what its record says. Made from a run's folder, finished or
/// not, or filled while training goes on; rules cannot tell the difference.
/// </summary>
public sealed class Trace
{
    // Baselines that are one and the same answer to everything; where a record has none, its weakest baseline takes their place.
    internal static IReadOnlyList<string> Constants { get; } = ["zero", "mean vector", "corpus mean"];

    const string OldJudged = "test/mse";

    readonly Dictionary<string, Curve> _curves = [];
    readonly List<string> _warnings = [];

    /// <param name="record">What <c>run.json</c> holds. It is kept, not copied: a live trace sees it grow.</param>
    public Trace(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Record = record;
        Status = record.Status;
    }

    /// <summary>Settings, final metrics, baselines, ablations, findings of the study.</summary>
    public RunRecord Record { get; }

    /// <summary>How the run stands; a live trace is told.</summary>
    public RunStatus Status { get; set; }

    /// <summary>Optimizer updates that the whole training takes; 0 if unknown, or until a live trace is told.</summary>
    public long PlannedSteps { get; set; }

    /// <summary>Scores of the single held-out items; null where there are none.</summary>
    public ItemScores? Items { get; init; }

    /// <summary>Optimizer updates done by the newest event.</summary>
    public long Step { get; private set; }

    /// <summary>Names of all curves, in the order in which they began.</summary>
    public IReadOnlyCollection<string> Names => _curves.Keys;

    /// <summary>Texts of the warnings that were logged.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>A stored run, finished, running or damaged behind its record.</summary>
    /// <exception cref="InvalidDataException">Record or events are damaged; names path and line.</exception>
    public static Trace Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var trace = new Trace(run.Record)
        {
            Status = run.Status, PlannedSteps = run.Status == RunStatus.Finished ? run.Record.Steps : run.Record.PlannedSteps, Items = ItemScores.Read(run.Folder),
        };
        foreach (var one in run.Events()) trace.Add(one);
        return trace;
    }

    /// <summary>A stored run up to the first damage.</summary>
    /// <param name="run">The run; where its record is damaged, the trace has an empty one.</param>
    /// <param name="problem">What could not be read; null where all could.</param>
    public static Trace OfDamaged(RunReader run, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(run);
        var problems = new List<string>();
        var items = (ItemScores?)null;
        if (run.Problem is null) Try(() => items = ItemScores.Read(run.Folder));
        else problems.Add(run.Problem);
        var record = run.Problem is null ? run.Record : new RunRecord { Study = "unknown", Run = run.Id };
        var trace = new Trace(record) { Status = run.Status, PlannedSteps = run.Status == RunStatus.Finished ? record.Steps : record.PlannedSteps, Items = items };
        Try(() =>
        {
            foreach (var one in run.Events()) trace.Add(one);
        });
        problem = problems.Count > 0 ? string.Join("; ", problems) : null;
        return trace;

        void Try(Action read)
        {
            try
            {
                read();
            }
            catch (InvalidDataException damage)
            {
                problems.Add(damage.Message);
            }
        }
    }

    /// <summary>Takes in an event.</summary>
    public void Add(RunEvent one)
    {
        ArgumentNullException.ThrowIfNull(one);
        foreach (var (name, value) in one.Metrics) Add(one.Step, name, value);
        if (one.Warning is not null) _warnings.Add(one.Warning);
    }

    /// <summary>Takes in a value. Steps must not fall.</summary>
    public void Add(long step, string name, double value)
    {
        if (!_curves.TryGetValue(name, out var curve)) _curves[name] = curve = new Curve();
        curve.Add(step, value);
        Step = Math.Max(Step, step);
    }

    /// <summary>This run as it stood after so many updates, with what was measured before its first.</summary>
    /// <param name="step">Updates done.</param>
    /// <param name="known">Names of metrics that need no training, which are kept whenever they were measured.</param>
    public Trace Until(double step, IReadOnlyCollection<string>? known = null)
    {
        var made = new Trace(Record) { PlannedSteps = PlannedSteps, Status = RunStatus.Running };
        foreach (var (name, curve) in _curves)
            for (var i = 0; i < curve.Count; i++)
                if (curve.Steps[i] <= step) made.Add((long)curve.Steps[i], name, curve.Values[i]);
                else if (known?.Contains(name) == true) made.Add(0, name, curve.Values[i]);
        return made;
    }

    /// <summary>The values of a metric; empty where it was never logged.</summary>
    public Curve Curve(string name) => _curves.GetValueOrDefault(name) ?? Diagnosis.Curve.Empty;

    /// <summary>The curves whose names begin and end so, with what stands between: <c>("update/", "/ratio")</c> gives parameters.</summary>
    public IEnumerable<(string Name, Curve Curve)> Curves(string before, string after = "")
    {
        foreach (var (name, curve) in _curves)
            if (name.Length > before.Length + after.Length && name.StartsWith(before, StringComparison.Ordinal) && name.EndsWith(after, StringComparison.Ordinal))
                yield return (name[before.Length..^after.Length], curve);
    }

    /// <summary>The newest value of a metric of <see cref="Vitals"/>, logged or in the record; NaN where nobody measured it.</summary>
    public double Vital(string name) => _curves.TryGetValue(name, out var curve) ? curve.Last : Record.Probes.TryGetValue(name, out var probed) ? probed : Record.Metrics.GetValueOrDefault(name, double.NaN);

    /// <summary>A numeric setting; NaN where there is none of this name.</summary>
    public double Setting(string name) => Record.Settings.GetValueOrDefault(name) switch
    {
        double number => number,
        int number => number,
        long number => number,
        _ => double.NaN,
    };

    /// <summary>The loss of training batches before their updates, the finest curve there is.</summary>
    public Curve Training => Curve("train/loss") is { Count: > 0 } fine ? fine : Online;

    /// <summary>The mean loss of training batches before their updates, epoch by epoch.</summary>
    public Curve Online => Curve("online/loss");

    /// <summary>The loss on training data with frozen weights at each evaluation; empty where nobody measured it.</summary>
    public Curve Frozen => Curve(Vitals.Frozen) is { Count: > 0 } measured ? measured : Distances(JudgedOf("train"));

    /// <summary>
    /// What judges the model on validation data at each evaluation, as a distance from perfect: less is better. The loss where there is
    /// one, else the judged metric of the record, on the split that it names where it was logged on no other.
    /// </summary>
    public Curve Validation
    {
        get
        {
            var loss = Curve("valid/loss");
            if (loss.Count > 0) return loss;
            var judged = Distances(JudgedOf("valid"));
            return judged.Count > 0 || Judged is not { } metric ? judged : Distances(metric.Name);
        }
    }

    /// <summary>What needs neither input nor network scores, in the units of <see cref="Validation"/>; NaN where nobody measured it.</summary>
    public double Trivial
    {
        get
        {
            var measured = Vital(Vitals.Trivial);
            if (!double.IsNaN(measured) || Judged is not { } judged) return measured;
            var (valid, test) = (JudgedOf("valid"), judged.Name);
            var constants = Record.Baselines.Where(baseline => Constants.Contains(baseline.Key)).Select(baseline => baseline.Value).ToList();
            var distances = (constants.Count > 0 ? constants : [.. Record.Baselines.Values])
                .Select(scores => scores.TryGetValue(valid, out var value) || scores.TryGetValue(test, out value) ? judged.Distance(value) : double.NaN)
                .Where(double.IsFinite).ToList();
            return distances.Count > 0 ? distances.Max() : double.NaN;
        }
    }

    /// <summary>The newest validation score, or the last finite one before it diverged.</summary>
    public double Reached => Validation.Values.LastOrDefault(double.IsFinite, double.NaN);

    /// <summary>Share of the trivial predictor's distance that the model has removed on validation data: 1 is perfect, 0 nothing; NaN where unknown.</summary>
    public double Skill => Trivial > 0 ? 1 - Reached / Trivial : double.NaN;

    /// <summary>The metric that judges the run; a squared error in records too old to say, null where there is none either.</summary>
    public JudgedMetric? Judged => Record.Judged ?? (Record.Metrics.ContainsKey(OldJudged) ? new JudgedMetric(OldJudged, 0) : null);

    /// <summary>Name of the judged metric on another split.</summary>
    public string JudgedOf(string split)
    {
        var name = Judged?.Name ?? "";
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? name : split + name[slash..];
    }

    Curve Distances(string metric) => Judged is { } judged ? Curve(metric).Select(judged.Distance) : Diagnosis.Curve.Empty;
}
