using System.Buffers;
using System.Diagnostics;
using System.Text.Json;

namespace Assay.Runs;

/// <summary>
/// The writing side of a run. Logging costs microseconds and does not wait for the disk; a killed process loses at most
/// the events of the last milliseconds and never damages the folder. Made by <see cref="RunStore.Create"/> and
/// <see cref="RunStore.Reopen"/>. <see cref="Log"/> and <see cref="Warn"/> may be called from any thread, the rest from one.
/// </summary>
public sealed class Run : IDisposable
{
    readonly EventWriter _events;
    readonly RecordWriter _recordWriter;
    readonly TimeProvider _time;
    readonly Stopwatch _clock = Stopwatch.StartNew();
    readonly double _earlierSeconds;
    readonly Lock _lineGate = new();
    readonly ArrayBufferWriter<byte> _line = new(1024);
    readonly Utf8JsonWriter _json;
    bool _failureReported;
    bool _finished;

    internal Run(string folder, RunRecord record, EventWriter events, TimeProvider time)
    {
        (Folder, Record, _events, _time) = (folder, record, events, time);
        (Step, Epoch, _earlierSeconds) = (record.Steps, record.Epochs, record.Seconds);
        _recordWriter = new RecordWriter(Path.Combine(folder, RunFiles.Record));
        _json = new Utf8JsonWriter(_line, EventJson.WriterOptions);
    }

    /// <summary>The run's id, which is also its folder's name.</summary>
    public string Id => Record.Run;

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>Folder for checkpoints; made by whoever writes the first one.</summary>
    public string CheckpointsFolder => Path.Combine(Folder, RunFiles.Checkpoints);

    /// <summary>
    /// What <c>run.json</c> will say. Change it freely between calls of <see cref="Save"/>; status, steps, epochs and
    /// seconds are filled in by the run.
    /// </summary>
    public RunRecord Record { get; }

    /// <summary>The largest step logged so far.</summary>
    public long Step { get; private set; }

    /// <summary>The epoch written beside each event; set by the training loop.</summary>
    public int Epoch { get; set; }

    /// <summary>
    /// Hears of each metric after it was logged, with the epoch, on the thread that logged it; a training can be asked to stop from here.
    /// </summary>
    public Action<int, string, double>? Logged { get; set; }

    /// <summary>Seconds of training: time since the run was opened while its clock went, plus the time before a resume.</summary>
    public double Seconds => _earlierSeconds + _clock.Elapsed.TotalSeconds;

    /// <summary>Stops the training clock, for evaluation and other time that is not training.</summary>
    public void StopClock() => _clock.Stop();

    /// <summary>Lets the training clock go on.</summary>
    public void StartClock() => _clock.Start();

    /// <summary>Appends an event with the current epoch and seconds. Steps never go down.</summary>
    /// <exception cref="ArgumentException">A name is reserved, or the step is below an earlier one.</exception>
    /// <exception cref="IOException">An earlier event or record could not be written, for example on a full disk.</exception>
    public void Log(long step, params ReadOnlySpan<(string Name, double Value)> metrics)
    {
        foreach (var (name, _) in metrics)
        {
            if (string.IsNullOrEmpty(name) || EventJson.IsReserved(name))
                throw new ArgumentException($"metric '{name}'; needed: a name other than step, epoch, seconds and warning");
        }

        lock (_lineGate)
        {
            Begin(step);
            foreach (var (name, value) in metrics)
            {
                _json.WritePropertyName(name);
                JsonNumbers.Write(_json, value);
            }

            End();
        }

        if (Logged is null) return;
        foreach (var (name, value) in metrics) Logged(Epoch, name, value);
    }

    /// <summary>Appends a warning with the current epoch and seconds.</summary>
    /// <inheritdoc cref="Log" path="/exception"/>
    public void Warn(long step, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        lock (_lineGate)
        {
            Begin(step);
            _json.WriteString("warning"u8, text);
            End();
        }
    }

    /// <summary>Hands <see cref="Record"/> to the background, which writes the newest one at most once a second.</summary>
    /// <exception cref="IOException">An earlier event or record could not be written.</exception>
    public void Save() => Surface(() => _recordWriter.Update(Snapshot()));

    /// <summary>Returns once the operating system has every event logged so far; for epoch ends and checkpoints.</summary>
    /// <exception cref="IOException">An event or record could not be written.</exception>
    public void Flush() => Surface(() =>
    {
        _events.Flush();
        _recordWriter.ThrowIfFailed();
    });

    /// <summary>
    /// Forces events and record to the disk with the final status and closes the run; a second call does nothing. Once a
    /// call has thrown a write failure this one throws none, so that a run on a full disk can be ended in a handler.
    /// </summary>
    /// <exception cref="ArgumentException">The status is not one a run can end with.</exception>
    /// <exception cref="IOException">Events or record could not be written.</exception>
    public void Finish(RunStatus status, string? reason = null)
    {
        if (status is RunStatus.Running or RunStatus.Interrupted || !Enum.IsDefined(status))
            throw new ArgumentException($"a run cannot end as {status}; needed: Finished, Stopped, Diverged or Failed");
        if (_finished) return;
        _finished = true;
        _clock.Stop();
        _recordWriter.Dispose();
        (Record.Status, Record.Reason, Record.Ended) = (status, reason, _time.GetUtcNow());
        var failure = Try(_events.Close);
        if (failure is not null && status != RunStatus.Diverged)
            (Record.Status, Record.Reason) = (RunStatus.Failed, reason ?? failure.Message);
        var unsaved = Try(() => AtomicFile.Write(Path.Combine(Folder, RunFiles.Record), Snapshot()));
        failure ??= unsaved;
        if (failure is not null && !_failureReported) throw failure;
    }

    /// <summary>Closes the run for this process and leaves it to others: its status stays running, and no process is named.</summary>
    /// <exception cref="IOException">Events or record could not be written.</exception>
    public void Leave()
    {
        if (_finished) return;
        _finished = true;
        _recordWriter.Dispose();
        _events.Close();
        Record.Process = null;
        AtomicFile.Write(Path.Combine(Folder, RunFiles.Record), Snapshot());
    }

    /// <summary>Closes the run; one that was not finished is marked as failed. Never throws.</summary>
    public void Dispose()
    {
        try
        {
            Finish(RunStatus.Failed, "the program left the run without finishing it");
        }
        catch (IOException)
        {
            // Dispose often runs because of an error already on its way up, usually this one.
        }
    }

    void Begin(long step)
    {
        if (step < Step) throw new ArgumentException($"step {step} comes after step {Step}; needed: steps that never go down");
        Step = step;
        _line.ResetWrittenCount();
        _json.Reset();
        EventJson.WriteHead(_json, step, Epoch, Seconds);
    }

    void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        try
        {
            _events.Append(_line.WrittenSpan);
        }
        catch (IOException)
        {
            _failureReported = true;
            throw;
        }
    }

    void Surface(Action action)
    {
        try
        {
            action();
        }
        catch (IOException)
        {
            _failureReported = true;
            throw;
        }
    }

    static IOException? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (IOException e)
        {
            return e;
        }
    }

    byte[] Snapshot()
    {
        (Record.Steps, Record.Epochs, Record.Seconds) = (Step, Epoch, Math.Round(Seconds, 6));
        Record.Updated = _time.GetUtcNow();
        return RunJson.Write(Record);
    }
}
