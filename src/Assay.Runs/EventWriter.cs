using System.Buffers;

namespace Assay.Runs;

/// <summary>
/// Appends lines to a file on a thread of its own. A caller copies its line into memory and goes on; it waits only when
/// <see cref="Capacity"/> bytes are pending. The first line after a pause is written at once, later ones at most
/// <see cref="PauseMilliseconds"/> after they came, so that a killed process loses no more than that.
/// </summary>
sealed class EventWriter : IDisposable
{
    internal const int Capacity = 64 << 20;
    internal const int PauseMilliseconds = 5;

    readonly string _path;
    readonly Stream _stream;
    readonly Thread _thread;
    readonly object _gate = new();
    ArrayBufferWriter<byte> _filling = new(1 << 14);
    ArrayBufferWriter<byte> _draining = new(1 << 14);
    long _accepted;
    long _written;
    int _flushers;
    bool _idle;
    bool _closed;
    IOException? _error;

    internal EventWriter(string path, Stream stream)
    {
        (_path, _stream) = (path, stream);
        _thread = new Thread(Drain) { IsBackground = true, Name = "events" };
        _thread.Start();
    }

    internal static EventWriter Append(string path)
    {
        try
        {
            return new EventWriter(path, new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteError.At(path, e);
        }
    }

    /// <summary>Takes a line that ends with a line feed.</summary>
    /// <exception cref="IOException">An earlier line could not be written.</exception>
    internal void Append(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            while (_filling.WrittenCount + line.Length > Capacity && _filling.WrittenCount > 0 && _error is null)
                Monitor.Wait(_gate);
            if (_error is not null) throw _error;
            _filling.Write(line);
            _accepted += line.Length;
            if (_idle) Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Returns once every line taken so far is in the hands of the operating system.</summary>
    /// <exception cref="IOException">A line could not be written.</exception>
    internal void Flush()
    {
        lock (_gate)
        {
            var target = _accepted;
            _flushers++;
            Monitor.PulseAll(_gate);
            while (_written < target && _error is null) Monitor.Wait(_gate);
            _flushers--;
            if (_error is not null) throw _error;
        }
    }

    /// <summary>Writes what is pending, forces it to the disk and ends the thread.</summary>
    /// <exception cref="IOException">Something could not be written.</exception>
    internal void Close()
    {
        Dispose();
        if (_error is not null) throw _error;
    }

    /// <summary>As <see cref="Close"/>, but keeps quiet about errors.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
    }

    void Drain()
    {
        try
        {
            while (Take())
            {
                Write(_draining.WrittenSpan);
                Pause();
            }

            if (_stream is FileStream file) file.Flush(flushToDisk: true);
            _stream.Dispose();
        }
        catch (Exception e)
        {
            // Whatever it was, the thread that logs must hear of it; this one ends here.
            lock (_gate)
            {
                _error = WriteError.At(_path, e);
                Monitor.PulseAll(_gate);
            }

            _stream.Dispose();
        }
    }

    bool Take()
    {
        lock (_gate)
        {
            while (_filling.WrittenCount == 0 && !_closed)
            {
                _idle = true;
                Monitor.Wait(_gate);
            }

            _idle = false;
            (_filling, _draining) = (_draining, _filling);
            return _draining.WrittenCount > 0;
        }
    }

    void Write(ReadOnlySpan<byte> lines)
    {
        var end = _stream.CanSeek ? _stream.Position : 0;
        try
        {
            _stream.Write(lines);
        }
        catch (IOException) when (_stream.CanSeek)
        {
            Cut(end);
            throw;
        }
    }

    // A full disk may take half a line: leave whole lines only.
    void Cut(long end)
    {
        try
        {
            _stream.SetLength(end);
        }
        catch (IOException)
        {
            // Readers tolerate a torn last line; the write's own failure is the one to report.
        }
    }

    void Pause()
    {
        var until = Environment.TickCount64 + PauseMilliseconds;
        lock (_gate)
        {
            _written += _draining.WrittenCount;
            _draining.ResetWrittenCount();
            Monitor.PulseAll(_gate);
            while (_flushers == 0 && !_closed && until - Environment.TickCount64 is > 0 and var left)
                Monitor.Wait(_gate, (int)left);
        }
    }
}
