namespace Assay.Sweeps;

/// <summary>What the journal says of one replicate so far.</summary>
sealed class ReplicateEntry(long seed, string run)
{
    readonly List<(int Step, double Value)> _reports = [];

    public long Seed { get; } = seed;

    public string Run { get; } = run;

    /// <summary>The worker that has it, or null while nobody has.</summary>
    public string? Worker { get; set; }

    public int Attempt { get; set; }

    /// <summary>How many workers were gone before they were done with it.</summary>
    public int Lost { get; set; }

    /// <summary>Whether a pruner has ended it, though its result may not be there yet.</summary>
    public bool Pruned { get; set; }

    public TrialState State { get; set; } = TrialState.Running;

    /// <summary>The judged metric; NaN until it finished.</summary>
    public double Value { get; set; } = double.NaN;

    public double Seconds { get; set; }

    public string? Reason { get; set; }

    /// <summary>The watched metric after epochs, each once.</summary>
    public IReadOnlyList<(int Step, double Value)> Reports => _reports;

    /// <summary>Whether a report adds to what is known: a run that goes on from a checkpoint repeats some.</summary>
    public bool IsNews(int step) => _reports.Count == 0 || step > _reports[^1].Step;

    public void Report(int step, double value)
    {
        if (IsNews(step)) _reports.Add((step, value));
    }

    public ReplicateHistory History(SweepPlan plan) =>
        new(Seed, State, [.. _reports.Select(report => (report.Step, plan.Loss(report.Value)))], plan.Loss(Value));
}
