using System.Globalization;

namespace Assay.Runs;

/// <summary>A folder of runs. Any number of threads and processes may create and write runs in one store at once.</summary>
public sealed class RunStore
{
    readonly TimeProvider _time;

    /// <summary>A store in <paramref name="folder"/>, which is made when the first run is created.</summary>
    public RunStore(string folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        (Folder, _time) = (Path.GetFullPath(folder), time ?? TimeProvider.System);
    }

    /// <summary>The store's folder as a full path.</summary>
    public string Folder { get; }

    /// <summary>
    /// Makes a run from a draft; id, status, times and process are filled in here. The folder appears with a complete
    /// record in it or not at all.
    /// </summary>
    /// <param name="draft">What the record begins with.</param>
    /// <param name="id">The run's id; null for one made of study, time and chance.</param>
    /// <exception cref="ArgumentException">The study's name or the id has other characters than a-z, 0-9 and hyphens.</exception>
    /// <exception cref="IOException">
    /// The store cannot be written, the disk is full, or there is a run of this id; the message names the folder.
    /// </exception>
    public Run Create(RunRecord draft, string? id = null)
    {
        RequireName("study", draft.Study);
        if (id is not null) RequireName("id", id);
        var now = _time.GetUtcNow();
        (draft.Status, draft.Started, draft.Updated, draft.Process) = (RunStatus.Running, now, now, ProcessMark.Current());
        var making = Path.Combine(Folder, $".new-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(making);
            File.WriteAllBytes(Path.Combine(making, RunFiles.Events), []);
            while (true)
            {
                draft.Run = id ?? $"{draft.Study}-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}"
                    + $"-{Guid.NewGuid():N}"[..5];
                var folder = Path.Combine(Folder, draft.Run);
                AtomicFile.Write(Path.Combine(making, RunFiles.Record), RunJson.Write(draft));
                if (!TryMove(making, folder))
                {
                    if (id is not null) throw new IOException($"there is a run '{id}' already");
                    continue;
                }

                return new Run(folder, draft, EventWriter.Append(Path.Combine(folder, RunFiles.Events)), _time);
            }
        }
        catch (Exception e)
        {
            if (Directory.Exists(making)) Directory.Delete(making, recursive: true);
            if (e is IOException or UnauthorizedAccessException) throw WriteError.At(Folder, e);
            throw;
        }
    }

    /// <summary>
    /// Opens a run for appending at the state a checkpoint holds: events after <paramref name="step"/> are cut, so the
    /// resumed run ends with the lines of an uninterrupted one. Whoever trains must log all events of a step before the
    /// checkpoint of that step.
    /// </summary>
    /// <param name="id">The run's id.</param>
    /// <param name="step">Steps done at the checkpoint.</param>
    /// <param name="epoch">Epoch at the checkpoint.</param>
    /// <param name="seconds">Training seconds at the checkpoint.</param>
    /// <param name="how">What to note of it beside these and the time; null for a run that goes on as before from its last checkpoint.</param>
    /// <param name="writerGone">Whether the caller knows that nobody writes the run, though its record names a process of a machine that cannot be looked up from here.</param>
    /// <exception cref="InvalidOperationException">A living process is writing the run.</exception>
    /// <exception cref="InvalidDataException">Record or events are damaged; names path and line.</exception>
    /// <exception cref="IOException">The run's folder cannot be written.</exception>
    public Run Reopen(string id, long step, int epoch, double seconds, RunResumption? how = null, bool writerGone = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var reader = Open(id);
        var record = reader.Record;
        if (reader.Status == RunStatus.Running && record.Process is not null && !writerGone)
            throw new InvalidOperationException(
                $"run '{id}' is being written by process {record.Process.Pid} on {record.Process.Host}");
        var events = Path.Combine(reader.Folder, RunFiles.Events);
        (record.Status, record.Reason, record.Ended) = (RunStatus.Running, null, null);
        (record.Steps, record.Epochs, record.Seconds) = (step, epoch, seconds);
        (record.Process, record.Updated, record.Resumes) = (ProcessMark.Current(), _time.GetUtcNow(), record.Resumes + 1);
        record.Resumptions.Add((how ?? new RunResumption(default, 0, 0, "last")) with { At = record.Updated, Step = step, Epoch = epoch });
        try
        {
            EventFile.Truncate(events, step);
            AtomicFile.Write(Path.Combine(reader.Folder, RunFiles.Record), RunJson.Write(record));
            return new Run(reader.Folder, record, EventWriter.Append(events), _time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteError.At(reader.Folder, e);
        }
    }

    /// <summary>Removes a run, so that no reader sees half of it; one that is not there is none the less removed.</summary>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public void Remove(string id)
    {
        RequireName("id", id);
        var gone = Path.Combine(Folder, $".gone-{Guid.NewGuid():N}");
        try
        {
            Directory.Move(Path.Combine(Folder, id), gone);
            Directory.Delete(gone, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing to remove.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteError.At(Folder, e);
        }
    }

    /// <summary>Every run, newest first; damaged ones are listed last with their <see cref="RunReader.Problem"/>.</summary>
    public IReadOnlyList<RunReader> List() =>
        [.. Folders().Select(folder => new RunReader(folder))
            .OrderByDescending(run => run.Problem is null ? run.Record.Started : DateTimeOffset.MinValue)
            .ThenByDescending(run => run.Id, StringComparer.Ordinal)];

    /// <summary>Opens the run with exactly this id.</summary>
    /// <exception cref="ArgumentException">The store has no such run.</exception>
    public RunReader Open(string id) => Folders().FirstOrDefault(folder => Path.GetFileName(folder) == id) is { } found
        ? new RunReader(found)
        : throw NotFound(id);

    /// <summary>
    /// Finds a run by its id, the beginning of its id, the four characters at the end of its id, or the word
    /// <c>latest</c>, which means the newest readable run that is not part of another one.
    /// </summary>
    /// <exception cref="ArgumentException">No run matches, or more than one does; the message lists what there is.</exception>
    public RunReader Find(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text == "latest") return Latest() ?? throw NotFound(text);
        var matches = Ids(id => id == text);
        if (matches.Count == 0) matches = Ids(id => id.StartsWith(text, StringComparison.Ordinal));
        if (matches.Count == 0 && text.Length == 4) matches = Ids(id => id.EndsWith($"-{text}", StringComparison.Ordinal));
        return matches switch
        {
            [var id] => Open(id),
            [] => throw NotFound(text),
            _ => throw new ArgumentException(
                $"'{text}' matches {matches.Count} runs in '{Folder}': {Some(matches)}; needed: enough of the id to name one"),
        };
    }

    RunReader? Latest()
    {
        var runs = List().Where(run => run.Problem is null).ToList();
        var parts = runs.SelectMany(run => run.Record.Children).ToHashSet();
        return runs.FirstOrDefault(run => !parts.Contains(run.Id));
    }

    List<string> Ids(Func<string, bool> match) => [.. Folders().Select(folder => Path.GetFileName(folder)!).Where(match)];

    IEnumerable<string> Folders() => Directory.Exists(Folder)
        ? Directory.EnumerateDirectories(Folder).Where(folder => !Path.GetFileName(folder).StartsWith('.'))
        : [];

    ArgumentException NotFound(string text)
    {
        var ids = List().Select(run => run.Id).ToList();
        return new ArgumentException(ids.Count == 0
            ? $"no run '{text}': there are no runs in '{Folder}'"
            : $"no run '{text}' in '{Folder}'; there are: {Some(ids)}");
    }

    static string Some(List<string> ids) => string.Join(", ", ids.Take(5)) + (ids.Count > 5 ? $" and {ids.Count - 5} more" : "");

    static void RequireName(string what, string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new ArgumentException($"{what} '{name}'; needed: a name of a-z, 0-9 and hyphens");
    }

    static bool TryMove(string making, string folder)
    {
        try
        {
            Directory.Move(making, folder);
            return true;
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            return false;
        }
    }
}
