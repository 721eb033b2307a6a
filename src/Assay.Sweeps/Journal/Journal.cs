using System.Buffers;

namespace Assay.Sweeps;

/// <summary>
/// The journal of a sweep: lines that any number of processes append one after another, each knowing all lines before its own. The lock is that of
/// an open file, which the kernel releases when its process dies.
/// </summary>
sealed class Journal(string path, string lockPath, SweepPlan plan, TimeProvider time)
{
    const int LongestWaitMilliseconds = 60_000;

    readonly ArrayBufferWriter<byte> _pending = new();
    long _offset;
    int _lines;
    bool _turn;

    /// <summary>What the lines read so far amount to.</summary>
    public SweepState State { get; } = new(plan);

    /// <summary>Reads what others have appended, without waiting for anybody.</summary>
    /// <exception cref="InvalidDataException">A line is damaged; names path and line.</exception>
    public void Refresh()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        Read(stream);
    }

    /// <summary>Has the journal alone while <paramref name="act"/> looks at the state and appends lines, which are written when it is done.</summary>
    /// <exception cref="IOException">The folder cannot be written, or others kept the lock for a minute.</exception>
    /// <inheritdoc cref="Refresh" path="/exception"/>
    public T Turn<T>(Func<T> act)
    {
        using var held = Lock();
        // Opened anew each time: over a network, that is when a file is seen as it is.
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        Read(stream);
        // What is left has no line feed: its writer died.
        if (stream.Length > _offset) stream.SetLength(_offset);
        _turn = true;
        try
        {
            return act();
        }
        finally
        {
            _turn = false;
            stream.Position = _offset;
            stream.Write(_pending.WrittenSpan);
            _offset += _pending.WrittenCount;
            _pending.ResetWrittenCount();
        }
    }

    /// <summary>Appends a line and takes it into the state; within a turn only.</summary>
    public void Append(JournalLine line)
    {
        if (!_turn) throw new InvalidOperationException("a line is appended outside of a turn");
        line = line with { At = time.GetUtcNow() };
        JournalJson.Write(_pending, line);
        State.Apply(line);
        _lines++;
    }

    void Read(FileStream stream)
    {
        if (stream.Length <= _offset) return;
        var fresh = new byte[stream.Length - _offset];
        stream.Position = _offset;
        var length = stream.ReadAtLeast(fresh, fresh.Length, throwOnEndOfStream: false);
        for (var start = 0; Array.IndexOf(fresh, (byte)'\n', start, length - start) is >= 0 and var feed; start = feed + 1)
        {
            _lines++;
            try
            {
                State.Apply(JournalJson.Read(fresh.AsMemory(start, feed - start)));
            }
            catch (FormatException e)
            {
                throw new InvalidDataException($"{path}:{_lines}: {e.Message}", e);
            }

            _offset += feed + 1 - start;
        }
    }

    FileStream Lock()
    {
        for (var until = Environment.TickCount64 + LongestWaitMilliseconds; ;)
        {
            try
            {
                return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && Environment.TickCount64 < until)
            {
                Thread.Sleep(Random.Shared.Next(1, 8));
            }
        }
    }
}
