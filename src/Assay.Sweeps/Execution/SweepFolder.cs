using System.Text;
using Assay.Runs;

namespace Assay.Sweeps;

/// <summary>A sweep as it lies in a folder: its plan, its journal, and a store with the runs of its trials. docs/run-format.md specifies it.</summary>
public sealed class SweepFolder
{
    const string PlanFile = "sweep.json", JournalFile = "journal.jsonl", LockFile = ".lock", EndingFile = ".ending", Runs = "runs", Workers = "workers";

    SweepFolder(string path, SweepPlan plan) => (Folder, Plan) = (path, plan);

    /// <summary>The folder's full path.</summary>
    public string Folder { get; }

    /// <summary>What was asked for.</summary>
    public SweepPlan Plan { get; }

    /// <summary>The runs of its trials.</summary>
    public RunStore Store => new(Path.Combine(Folder, Runs));

    internal string WorkersFolder => Path.Combine(Folder, Workers);

    /// <summary>Makes an existing folder that of a sweep.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static SweepFolder Create(string folder, SweepPlan plan)
    {
        var made = new SweepFolder(Path.GetFullPath(folder), plan);
        Directory.CreateDirectory(Path.Combine(folder, Runs));
        Directory.CreateDirectory(Path.Combine(folder, Workers));
        File.WriteAllBytes(Path.Combine(folder, JournalFile), []);
        AtomicFile.Write(Path.Combine(folder, PlanFile), Encoding.UTF8.GetBytes(PlanJson.Write(plan)));
        return made;
    }

    /// <summary>Whether a folder is a sweep's.</summary>
    public static bool IsSweep(string folder) => File.Exists(Path.Combine(folder, PlanFile));

    /// <summary>Opens a sweep.</summary>
    /// <exception cref="InvalidDataException">Its plan is damaged.</exception>
    /// <exception cref="IOException">There is none.</exception>
    public static SweepFolder Open(string folder)
    {
        var path = Path.Combine(Path.GetFullPath(folder), PlanFile);
        return new SweepFolder(Path.GetFullPath(folder), PlanJson.Read(File.ReadAllText(path), path));
    }

    /// <summary>Everything it has so far, from its journal and its runs; also while workers go on.</summary>
    /// <exception cref="InvalidDataException">The journal is damaged.</exception>
    public SweepResults Read()
    {
        var state = Replay();
        var store = Path.Combine(Folder, Runs);
        return new SweepResults(
            Plan, [.. state.Trials.Select(trial => new TrialResult(trial.Number, trial.Phase.Name, trial.Name, trial.Values, trial.State, [.. trial.Replicates.Select(replicate => Read(replicate, store))]))],
            state.Decisions, Timeline.Seconds(state), state.Workers.Count);
    }

    /// <summary>How far it is, from its journal alone.</summary>
    /// <inheritdoc cref="Read()" path="/exception"/>
    public SweepProgress Progress() => Follow().Now();

    /// <summary>Looks at it again and again.</summary>
    public SweepFollower Follow() => new(OpenJournal());

    /// <summary>Does something that must be done by one process alone, if no other is at it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Alone(Action act)
    {
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(Folder, EndingFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return;
        }

        using (held) act();
    }

    /// <summary>Lets the failed runs of a sweep that was given up be tried once more.</summary>
    public void Retry()
    {
        var journal = OpenJournal();
        journal.Turn(() =>
        {
            if (journal.State.Halted is not null) journal.Append(new JournalLine { Kind = JournalKind.Retry });
            return true;
        });
    }

    internal Journal OpenJournal() => new(Path.Combine(Folder, JournalFile), Path.Combine(Folder, LockFile), Plan, TimeProvider.System);

    /// <summary>Why a replicate was pruned: the last decision that ended it.</summary>
    internal string Reason(SweepState state, TrialEntry trial, ReplicateEntry replicate) =>
        "pruned: " + state.Decisions.LastOrDefault(one => one.Stop && one.Trial == trial.Number && one.Seed == replicate.Seed)?.Reason;

    SweepState Replay()
    {
        var journal = OpenJournal();
        journal.Refresh();
        return journal.State;
    }

    ReplicateResult Read(ReplicateEntry entry, string store)
    {
        var run = new RunReader(Path.Combine(store, entry.Run));
        if (run.Problem is not null)
            return new ReplicateResult(entry.Seed, entry.Run, entry.State, entry.Value, new Dictionary<string, double>(), new Dictionary<string, double>(), entry.Seconds, entry.Reports, entry.Reason);
        var record = run.Record;
        var metrics = new Dictionary<string, double>(record.Metrics);
        foreach (var (name, value) in record.Best) metrics[name] = value;
        return new ReplicateResult(entry.Seed, entry.Run, entry.State, entry.Value, metrics, record.Metrics, entry.State == TrialState.Running ? record.Seconds : entry.Seconds, Curve(run), entry.Reason);
    }

    IReadOnlyList<(int Epoch, double Value)> Curve(RunReader run)
    {
        try
        {
            return [.. run.Curve(Plan.Watch ?? Plan.Metric).Select(point => (point.Event.Epoch, point.Value))];
        }
        catch (InvalidDataException)
        {
            return []; // a damaged curve is no reason to have no results
        }
    }
}
