namespace Assay.Sweeps;

/// <summary>Where a sweep stands: what is left when a journal's lines are read one after another.</summary>
sealed class SweepState(SweepPlan plan)
{
    readonly List<TrialEntry> _trials = [];
    readonly List<PruneRecord> _decisions = [];
    readonly OrderedDictionary<string, WorkerEntry> _workers = [];
    readonly HashSet<string> _exhausted = [];

    public SweepPlan Plan { get; } = plan;

    /// <summary>Index of the phase under way; -1 before the first.</summary>
    public int Phase { get; private set; } = -1;

    public IReadOnlyList<TrialEntry> Trials => _trials;

    public IReadOnlyList<PruneRecord> Decisions => _decisions;

    public IReadOnlyDictionary<string, WorkerEntry> Workers => _workers;

    /// <summary>Why it was given up, or null.</summary>
    public string? Halted { get; private set; }

    public bool Done { get; private set; }

    /// <summary>The replicate that ended last.</summary>
    public (TrialEntry Trial, ReplicateEntry Replicate)? Latest { get; private set; }

    /// <summary>Whether the sampler of a phase has nothing left.</summary>
    public bool IsExhausted(SweepPhase phase) => _exhausted.Contains(phase.Name);

    /// <summary>The trials of a phase.</summary>
    public IEnumerable<TrialEntry> Of(SweepPhase phase) => _trials.Where(trial => ReferenceEquals(trial.Phase, phase));

    /// <summary>Takes in the next line.</summary>
    /// <exception cref="FormatException">It does not fit the lines before it.</exception>
    public void Apply(JournalLine line)
    {
        if (line.Worker is { } id && line.Kind != JournalKind.Join && _workers.TryGetValue(id, out var writer)) writer.Last = line.At;
        switch (line.Kind)
        {
            case JournalKind.Join:
                _workers.Add(Needed(line.Worker, "worker"), new WorkerEntry(line.Worker!, line.Process, line.Slurm, line.At));
                break;
            case JournalKind.Leave:
                if (_workers.TryGetValue(Needed(line.Worker, "worker"), out var left)) left.Left = true;
                break;
            case JournalKind.Phase:
                Phase = IndexOf(Needed(line.Phase, "phase"));
                break;
            case JournalKind.Trial:
                AddTrial(line);
                break;
            case JournalKind.Exhausted:
                _exhausted.Add(Needed(line.Phase, "phase"));
                break;
            case JournalKind.Claim:
                Claim(line);
                break;
            case JournalKind.Release:
                Replicate(line).Worker = null;
                break;
            case JournalKind.Abandon:
                var lost = Replicate(line);
                (lost.Worker, lost.Lost) = (null, lost.Lost + 1);
                break;
            case JournalKind.Report:
                Replicate(line).Report(Needed(line.Step, "step"), Needed(line.Value, "value"));
                break;
            case JournalKind.Prune or JournalKind.Race:
                Decide(line);
                break;
            case JournalKind.Result:
                var ended = Replicate(line);
                (ended.Worker, ended.State, ended.Value) = (null, Needed(line.State, "state"), line.Value ?? double.NaN);
                (ended.Seconds, ended.Reason) = (line.Seconds ?? 0, line.Reason);
                Latest = (TrialOf(line), ended);
                break;
            case JournalKind.Halt:
                Halted = line.Reason ?? "";
                break;
            case JournalKind.Retry:
                Halted = null;
                foreach (var failed in _trials.SelectMany(trial => trial.Replicates).Where(replicate => replicate.State == TrialState.Failed))
                    (failed.State, failed.Reason, failed.Lost) = (TrialState.Running, null, 0);
                break;
            case JournalKind.Done:
                Done = true;
                break;
        }
    }

    void AddTrial(JournalLine line)
    {
        var phase = Plan.Phases[IndexOf(Needed(line.Phase, "phase"))];
        if (line.Trial != _trials.Count) throw new FormatException($"trial {line.Trial} comes after {_trials.Count} trials");
        try
        {
            _trials.Add(new TrialEntry(_trials.Count, Of(phase).Count(), phase, line.Name, Needed(line.Values, "values")));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"trial {line.Trial} does not fit the space of phase '{phase.Name}': {e.Message}", e);
        }
    }

    void Claim(JournalLine line)
    {
        var trial = TrialOf(line);
        var seed = Needed(line.Seed, "seed");
        if (trial.Replicates.All(replicate => replicate.Seed != seed)) trial.Add(new ReplicateEntry(seed, Needed(line.Run, "run")));
        var claimed = trial.Of(seed);
        (claimed.Worker, claimed.Attempt) = (Needed(line.Worker, "worker"), Needed(line.Attempt, "attempt"));
    }

    void Decide(JournalLine line)
    {
        var (trial, stop, step) = (TrialOf(line), Needed(line.Stop, "stop"), line.Step ?? 0);
        _decisions.Add(new PruneRecord(trial.Number, line.Seed, step, stop, line.Reason ?? ""));
        if (line.Kind == JournalKind.Race)
        {
            if (stop) trial.Outrun = true;
            else trial.Granted = step + 1;
        }
        else if (stop && line.Seed is { } seed) trial.Of(seed).Pruned = true;
        else if (stop) trial.Dropped = true;
    }

    TrialEntry TrialOf(JournalLine line) => Needed(line.Trial, "trial") is >= 0 and var number && number < _trials.Count
        ? _trials[number]
        : throw new FormatException($"there is no trial {line.Trial} yet");

    ReplicateEntry Replicate(JournalLine line) => TrialOf(line).Of(Needed(line.Seed, "seed"));

    int IndexOf(string phase)
    {
        for (var index = 0; index < Plan.Phases.Count; index++)
            if (Plan.Phases[index].Name == phase) return index;
        throw new FormatException($"the plan has no phase '{phase}'");
    }

    static T Needed<T>(T? value, string name) where T : struct => value ?? throw new FormatException($"'{name}' is missing");

    static T Needed<T>(T? value, string name) where T : class => value ?? throw new FormatException($"'{name}' is missing");
}
