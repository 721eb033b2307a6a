using Assay.Runs;

namespace Assay.Sweeps;

/// <summary>
/// One of the symmetric workers of a sweep: it takes what comes next from the journal, has it trained, writes the result, and leaves when nothing is
/// left. Workers share the sweep's folder and nothing else.
/// </summary>
/// <param name="folder">The sweep.</param>
/// <param name="train">Trains a replicate; an exception becomes the reason of a failure.</param>
public sealed class SweepWorker(SweepFolder folder, Func<Replicate, CancellationToken, ReplicateEnd> train)
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    readonly Journal _journal = folder.OpenJournal();
    readonly Lock _gate = new();
    Hold? _held;

    /// <summary>The task of a Slurm array that this worker is, such as <c>17_3</c>; a task that was requeued takes over from its predecessor.</summary>
    public string? SlurmTask { get; init; }

    /// <summary>Called when this worker stood still so long that another one has taken its replicate; nothing may be written to that run any more.</summary>
    public Action? Lost { get; init; }

    /// <summary>Works until the sweep is over or until it is asked to stop.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="InvalidDataException">The journal is damaged.</exception>
    public void Run(CancellationToken stop)
    {
        var conductor = new Conductor(_journal);
        var id = _journal.Turn(() =>
        {
            var name = $"w{_journal.State.Workers.Count + 1}";
            _journal.Append(new JournalLine { Kind = JournalKind.Join, Worker = name, Process = ProcessMark.Current(), Slurm = SlurmTask });
            return name;
        });
        using var heartbeat = new Heartbeat(folder.WorkersFolder, id, CheckHold);
        var census = new Census(_journal.State, heartbeat);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var move = _journal.Turn(() =>
                {
                    conductor.TakeBack(id, census.IsGone);
                    return conductor.Next(id);
                });
                if (move.Kind == MoveKind.Leave) break;
                if (move.Kind == MoveKind.Train) Train(conductor, id, move.Trial!, move.Replicate!, stop);
                else stop.WaitHandle.WaitOne(Poll);
            }
        }
        finally
        {
            _journal.Turn(() =>
            {
                _journal.Append(new JournalLine { Kind = JournalKind.Leave, Worker = id });
                return true;
            });
        }
    }

    void Train(Conductor conductor, string id, TrialEntry trial, ReplicateEntry replicate, CancellationToken stop)
    {
        using var training = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var attempt = replicate.Attempt;
        Take(new Hold(trial.Number, replicate.Seed, attempt, training));
        var asked = new Replicate(trial.Number, trial.Phase.Name, replicate.Seed, replicate.Run, Settings(trial), Report);
        if (replicate.Pruned) training.Cancel();
        var end = replicate.Pruned ? new ReplicateEnd(TrialState.Running, double.NaN, 0) : Try(asked, training.Token);
        Take(null);
        _journal.Turn(() =>
        {
            if (IsHeld()) _journal.Append(Line(end));
            return true;
        });

        bool IsHeld() => replicate.Worker == id && replicate.Attempt == attempt;

        void Report(int step, double value)
        {
            // Without a pruner nobody reads reports; the run has them anyway.
            if (trial.Phase.Pruner == "none" || !replicate.IsNews(step)) return;
            if (_journal.Turn(() => !IsHeld() || conductor.Report(id, trial, replicate, step, value))) training.Cancel();
        }

        JournalLine Line(ReplicateEnd end)
        {
            var line = new JournalLine { Kind = JournalKind.Result, Worker = id, Trial = trial.Number, Seed = replicate.Seed, State = end.State, Seconds = end.Seconds, Reason = end.Reason };
            return end.State == TrialState.Finished ? line with { Value = end.Value }
                : end.State != TrialState.Running ? line
                : replicate.Pruned ? line with { State = TrialState.Pruned, Reason = folder.Reason(_journal.State, trial, replicate) }
                : new JournalLine { Kind = JournalKind.Release, Worker = id, Trial = trial.Number, Seed = replicate.Seed };
        }
    }

    ReplicateEnd Try(Replicate replicate, CancellationToken stop)
    {
        try
        {
            return train(replicate, stop);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new ReplicateEnd(TrialState.Failed, double.NaN, 0, e.Message.ReplaceLineEndings(" "));
        }
    }

    static Dictionary<string, object> Settings(TrialEntry trial)
    {
        var settings = new Dictionary<string, object>(trial.Phase.Set);
        foreach (var (name, value) in trial.Values) settings[name] = value;
        return settings;
    }

    // On the heartbeat's thread: with a journal of its own.
    void CheckHold()
    {
        lock (_gate)
        {
            if (_held is not { } held) return;
            var journal = folder.OpenJournal();
            journal.Refresh();
            var now = journal.State.Trials[held.Trial].Of(held.Seed);
            if (now.Attempt == held.Attempt && now.Worker is not null) return;
            held.Training.Cancel();
            Lost?.Invoke();
        }
    }

    void Take(Hold? held)
    {
        lock (_gate) _held = held;
    }

    /// <summary>What this worker trains.</summary>
    sealed record Hold(int Trial, long Seed, int Attempt, CancellationTokenSource Training);
}
