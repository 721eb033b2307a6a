using System.Globalization;

namespace Assay.Sweeps;

/// <summary>
/// Decides what comes next in a sweep: a further seed of a trial, a new trial, a race, the next phase. Its answers follow from the journal's lines
/// alone, and it adds lines for all that it decides; called within a turn of the journal.
/// </summary>
sealed class Conductor(Journal journal)
{
    /// <summary>Failed replicates after which a sweep is given up if nothing has come to an end.</summary>
    const int Failures = 3;

    /// <summary>Workers that may be lost over a replicate.</summary>
    const int MostLost = 5;

    readonly Dictionary<string, (Sampler? Sampler, Pruner Pruner)> _phases = [];

    SweepState State => journal.State;

    SweepPlan Plan => State.Plan;

    /// <summary>What the worker does next.</summary>
    public Move Next(string worker)
    {
        while (true)
        {
            if (State.Done || State.Halted is not null) return new Move(MoveKind.Leave);
            if (Hopeless() is { } reason) journal.Append(new JournalLine { Kind = JournalKind.Halt, Worker = worker, Reason = reason });
            else if (State.Phase < 0) Begin(worker, 0);
            else if (Given(worker) is { } given) return given;
            else if (Seed(worker) is { } seed) return seed;
            else if (Propose(worker)) continue;
            else if (Current.Any(trial => trial.State == TrialState.Running)) return new Move(MoveKind.Wait);
            else if (RaceOn(worker)) continue;
            else if (State.Phase + 1 < Plan.Phases.Count) Begin(worker, State.Phase + 1);
            else journal.Append(new JournalLine { Kind = JournalKind.Done, Worker = worker });
        }
    }

    /// <summary>Takes replicates away from workers that are gone.</summary>
    public void TakeBack(string worker, Func<string, bool> isGone)
    {
        foreach (var trial in State.Trials)
        {
            foreach (var replicate in trial.Replicates.Where(replicate => replicate.Worker is { } holder && holder != worker && isGone(holder)))
            {
                journal.Append(new JournalLine { Kind = JournalKind.Abandon, Worker = worker, Trial = trial.Number, Seed = replicate.Seed, Reason = $"worker {replicate.Worker} is gone" });
                if (replicate.Lost < MostLost) continue;
                journal.Append(new JournalLine
                {
                    Kind = JournalKind.Result, Worker = worker, Trial = trial.Number, Seed = replicate.Seed, State = TrialState.Failed,
                    Reason = $"{replicate.Lost} workers died over it",
                });
            }
        }
    }

    /// <summary>Decides about a replicate that reported the watched metric.</summary>
    /// <returns>Whether to end it.</returns>
    public bool Report(string worker, TrialEntry trial, ReplicateEntry replicate, int step, double value)
    {
        if (!replicate.IsNews(step)) return replicate.Pruned;
        journal.Append(new JournalLine { Kind = JournalKind.Report, Worker = worker, Trial = trial.Number, Seed = replicate.Seed, Step = step, Value = value });
        var history = trial.History(Plan, trial.Number);
        var decision = Parts(trial.Phase).Pruner.AfterReport(history, history.Replicates.Single(one => one.Seed == replicate.Seed), Others(trial));
        if (decision.Reason.Length > 0) Log(worker, trial, replicate.Seed, step, decision);
        return decision.Stop;
    }

    IEnumerable<TrialEntry> Current => State.Of(Plan.Phases[State.Phase]);

    void Begin(string worker, int phase) => journal.Append(new JournalLine { Kind = JournalKind.Phase, Worker = worker, Phase = Plan.Phases[phase].Name });

    /// <summary>A replicate that was begun and that nobody has.</summary>
    Move? Given(string worker)
    {
        foreach (var trial in Current)
            foreach (var replicate in trial.Replicates)
                if (replicate.State == TrialState.Running && replicate.Worker is null) return Claim(worker, trial, replicate.Seed, replicate.Attempt + 1);
        return null;
    }

    /// <summary>The next seed of a trial that wants one.</summary>
    Move? Seed(string worker)
    {
        foreach (var trial in Current.Where(trial => trial.WantsSeed))
        {
            var racing = trial.Replicates.Count >= trial.Phase.Seeds.Count;
            if (!racing && trial.Replicates.Any(replicate => replicate.State == TrialState.Finished))
            {
                var decision = Parts(trial.Phase).Pruner.BeforeSeed(trial.History(Plan, trial.Number), Others(trial));
                if (decision.Reason.Length > 0) Log(worker, trial, null, trial.Replicates.Count, decision);
                if (decision.Stop) continue;
            }

            return Claim(worker, trial, trial.SeedAt(trial.Replicates.Count), 1);
        }

        return null;
    }

    Move Claim(string worker, TrialEntry trial, long seed, int attempt)
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"{Plan.Study}-{trial.Number:0000}-s{seed}");
        journal.Append(new JournalLine { Kind = JournalKind.Claim, Worker = worker, Trial = trial.Number, Seed = seed, Run = run, Attempt = attempt });
        return new Move(MoveKind.Train, trial, trial.Of(seed));
    }

    bool Propose(string worker)
    {
        var phase = Plan.Phases[State.Phase];
        var place = Current.Count();
        var limit = phase.Configurations.Count == 0 ? phase.Trials : phase.Trials == 0 ? phase.Configurations.Count : Math.Min(phase.Trials, phase.Configurations.Count);
        if (State.IsExhausted(phase) || (limit > 0 && place >= limit)) return false;
        var number = State.Trials.Count;
        if (phase.Configurations.Count > 0)
        {
            var configuration = phase.Configurations[place];
            journal.Append(new JournalLine { Kind = JournalKind.Trial, Worker = worker, Phase = phase.Name, Trial = number, Name = configuration.Name, Values = configuration.Values });
            return true;
        }

        // Samplers count the trials of their phase alone.
        if (Parts(phase).Sampler!.Begin(place, [.. Current.Select(trial => trial.History(Plan, trial.Place))]) is not { } ask)
        {
            journal.Append(new JournalLine { Kind = JournalKind.Exhausted, Worker = worker, Phase = phase.Name });
            return true;
        }

        var trial = new Trial(number, ask);
        Declared.Ask(phase.Vary, trial);
        journal.Append(new JournalLine { Kind = JournalKind.Trial, Worker = worker, Phase = phase.Name, Trial = number, Values = trial.Values });
        return true;
    }

    bool RaceOn(string worker)
    {
        var round = Race.Round(Plan.Phases[State.Phase], Current, Plan.Loss);
        foreach (var (trial, stop, reason) in round)
            journal.Append(new JournalLine { Kind = JournalKind.Race, Worker = worker, Trial = trial.Number, Step = trial.Replicates.Count, Stop = stop, Reason = reason });
        return round.Count > 0;
    }

    void Log(string worker, TrialEntry trial, long? seed, int step, PruneDecision decision) => journal.Append(new JournalLine
    {
        Kind = JournalKind.Prune, Worker = worker, Trial = trial.Number, Seed = seed, Step = step, Stop = decision.Stop, Reason = decision.Reason,
    });

    string? Hopeless()
    {
        var ended = State.Trials.SelectMany(trial => trial.Replicates).Where(replicate => replicate.State != TrialState.Running).ToList();
        return ended.Count >= Failures && ended.TrueForAll(replicate => replicate.State == TrialState.Failed)
            ? $"the first {ended.Count} runs all failed, the last with: {ended[^1].Reason}"
            : null;
    }

    List<TrialHistory> Others(TrialEntry trial) => [.. State.Of(trial.Phase).Where(other => other != trial).Select(other => other.History(Plan, other.Number))];

    (Sampler? Sampler, Pruner Pruner) Parts(SweepPhase phase)
    {
        if (_phases.TryGetValue(phase.Name, out var parts)) return parts;
        parts = (phase.Configurations.Count > 0 ? null : Samplers.Of(phase, PhaseSeed(phase)), Pruners.Of(phase));
        return _phases[phase.Name] = parts;
    }

    // Phases draw other numbers; the first draws those of the sweep's own seed.
    ulong PhaseSeed(SweepPhase phase) => Plan.Seed + ((ulong)Plan.Phases.Index().First(one => one.Item.Name == phase.Name).Index * 0x9E3779B97F4A7C15UL);
}
