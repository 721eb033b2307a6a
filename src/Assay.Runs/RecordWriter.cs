namespace Assay.Runs;

/// <summary>
/// Rewrites <c>run.json</c> in the background, at most once a second and always with the newest content, because forcing
/// a file to the disk may take longer than many training steps.
/// </summary>
sealed class RecordWriter : IDisposable
{
    const long IntervalMilliseconds = 1000;

    readonly string _path;
    readonly Thread _thread;
    readonly object _gate = new();
    byte[]? _pending;
    bool _closed;
    IOException? _error;

    internal RecordWriter(string path)
    {
        _path = path;
        _thread = new Thread(Drain) { IsBackground = true, Name = "record" };
        _thread.Start();
    }

    /// <summary>Takes the newest content; an earlier one not yet written is forgotten.</summary>
    /// <exception cref="IOException">An earlier content could not be written.</exception>
    internal void Update(byte[] content)
    {
        ThrowIfFailed();
        lock (_gate)
        {
            _pending = content;
            Monitor.PulseAll(_gate);
        }
    }

    internal void ThrowIfFailed()
    {
        lock (_gate)
        {
            if (_error is not null) throw _error;
        }
    }

    /// <summary>Ends the thread without writing what is pending.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
    }

    void Drain()
    {
        var next = Environment.TickCount64 + IntervalMilliseconds;
        while (Take(next) is { } content)
        {
            try
            {
                AtomicFile.Write(_path, content);
            }
            catch (IOException e)
            {
                lock (_gate) _error = e;
                return;
            }

            next = Environment.TickCount64 + IntervalMilliseconds;
        }
    }

    byte[]? Take(long next)
    {
        lock (_gate)
        {
            while (!_closed)
            {
                var left = next - Environment.TickCount64;
                if (_pending is null) Monitor.Wait(_gate);
                else if (left > 0) Monitor.Wait(_gate, (int)left);
                else break;
            }

            var content = _closed ? null : _pending;
            _pending = null;
            return content;
        }
    }
}
