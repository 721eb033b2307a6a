namespace Assay.Sweeps;

/// <summary>What the journal says of one trial so far.</summary>
sealed class TrialEntry
{
    readonly List<ReplicateEntry> _replicates = [];

    public TrialEntry(int number, int place, SweepPhase phase, string? name, IReadOnlyDictionary<string, object> values)
    {
        (Number, Place, Phase, Name, Values) = (number, place, phase, name, values);
        Granted = phase.Seeds.Count;
        var trial = new Trial(number, (parameter, _) => values[parameter]);
        if (name is null) Declared.Ask(phase.Vary, trial);
        Ranges = trial.Ranges;
    }

    /// <summary>0-based over the whole sweep.</summary>
    public int Number { get; }

    /// <summary>0-based in its phase.</summary>
    public int Place { get; }

    public SweepPhase Phase { get; }

    public string? Name { get; }

    public IReadOnlyDictionary<string, object> Values { get; }

    public IReadOnlyDictionary<string, ParameterRange> Ranges { get; }

    public IReadOnlyList<ReplicateEntry> Replicates => _replicates;

    /// <summary>How many seeds it gets; a race may raise it.</summary>
    public int Granted { get; set; }

    /// <summary>Whether a pruner has ended it between two seeds.</summary>
    public bool Dropped { get; set; }

    /// <summary>Whether it gets no further seed in a race.</summary>
    public bool Outrun { get; set; }

    /// <summary>The seed of a replicate: those of the phase, then the numbers after the largest of them.</summary>
    public long SeedAt(int index) => index < Phase.Seeds.Count ? Phase.Seeds[index] : Phase.Seeds.Max() + 1 + index - Phase.Seeds.Count;

    /// <summary>Whether it waits for a further seed. What a sampler proposed is given up with the first replicate that did not finish.</summary>
    public bool WantsSeed => !Dropped && _replicates.Count < Granted
        && (Phase.Configurations.Count > 0 || _replicates.TrueForAll(replicate => replicate.State is TrialState.Running or TrialState.Finished));

    /// <summary>Where it stands; the worst of its replicates says how it ended.</summary>
    public TrialState State
    {
        get
        {
            if (WantsSeed || Has(TrialState.Running)) return TrialState.Running;
            return Has(TrialState.Failed) ? TrialState.Failed
                : Has(TrialState.Diverged) ? TrialState.Diverged
                : Dropped || Has(TrialState.Pruned) ? TrialState.Pruned
                : TrialState.Finished;
        }
    }

    public ReplicateEntry Of(long seed) => _replicates.Find(replicate => replicate.Seed == seed) ?? throw new FormatException($"trial {Number} has no replicate with seed {seed}");

    public void Add(ReplicateEntry replicate) => _replicates.Add(replicate);

    /// <summary>What samplers and pruners see.</summary>
    /// <param name="plan">Says which values are good.</param>
    /// <param name="number">What the trial is called.</param>
    public TrialHistory History(SweepPlan plan, int number) => new(number, State, Values, Ranges, [.. _replicates.Select(replicate => replicate.History(plan))]);

    bool Has(TrialState state) => _replicates.Exists(replicate => replicate.State == state);
}
