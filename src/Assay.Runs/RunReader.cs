namespace Assay.Runs;

/// <summary>
/// The reading side of a run, finished, running or damaged. The record is read once, when the reader is made; events are
/// read from the file at each call, so a running run can be followed.
/// </summary>
public sealed class RunReader
{
    readonly RunRecord? _record;

    /// <summary>Opens a run's folder. A damaged record is kept as <see cref="Problem"/> rather than thrown.</summary>
    public RunReader(string folder)
    {
        Folder = folder;
        Id = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        try
        {
            _record = RunJson.ReadRecord(Path.Combine(folder, RunFiles.Record));
            Status = _record is { Status: RunStatus.Running, Process: { } process } && !process.IsAlive()
                ? RunStatus.Interrupted
                : _record.Status;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Problem = e.Message;
            Status = RunStatus.Failed;
        }
    }

    /// <summary>The run's id: the name of its folder.</summary>
    public string Id { get; }

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>Why the record cannot be read, or null when it can.</summary>
    public string? Problem { get; }

    /// <summary>How the run stands: as stored, interrupted when its process is gone, failed when the record is damaged.</summary>
    public RunStatus Status { get; }

    /// <summary>Folder of checkpoints; may be missing.</summary>
    public string CheckpointsFolder => Path.Combine(Folder, RunFiles.Checkpoints);

    /// <summary>Whether a checkpoint of this name lies in the run's folder, whatever its file type.</summary>
    public bool HasCheckpoint(string name = "last") => Directory.Exists(CheckpointsFolder)
        && Directory.EnumerateFiles(CheckpointsFolder).Any(file => Path.GetFileNameWithoutExtension(file) == name);

    /// <summary>What <c>run.json</c> held.</summary>
    /// <exception cref="InvalidDataException">The record is damaged; the message says how.</exception>
    public RunRecord Record => _record ?? throw new InvalidDataException(Problem);

    /// <summary>All events in the order they were logged; a torn last line is left out.</summary>
    /// <exception cref="InvalidDataException">A line in the middle is damaged; names path and line.</exception>
    public IEnumerable<RunEvent> Events() => EventFile.Read(Path.Combine(Folder, RunFiles.Events)).Select(line => line.Event);

    /// <summary>The values of one metric in the order they were logged.</summary>
    /// <exception cref="InvalidDataException">A line in the middle is damaged; names path and line.</exception>
    public IReadOnlyList<(RunEvent Event, double Value)> Curve(string metric) =>
        [.. Events().Where(one => one[metric] is not null).Select(one => (one, one[metric]!.Value))];

    /// <summary>The curves of the gradient through time, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; names path and line.</exception>
    public GradientHistory? Gradients() => GradientHistory.Load(Folder);

    /// <summary>The waveforms of the plots, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; names path and line.</exception>
    public SeriesSet? Series() => SeriesSet.Load(Folder);

    /// <summary>What was measured of an autoencoder beyond single numbers, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; names the path.</exception>
    public AutoencoderEvaluation? Evaluation() => AutoencoderEvaluation.Read(Folder);

    /// <summary>What was measured of a predictor of the next vector beyond single numbers, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; names the path.</exception>
    public PredictionEvaluation? Prediction() => PredictionEvaluation.Read(Folder);

    /// <summary>Where a model of the study ternary puts the operations of each level, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; names the path.</exception>
    public LevelEvaluation? Levels() => LevelEvaluation.Read(Folder);
}
