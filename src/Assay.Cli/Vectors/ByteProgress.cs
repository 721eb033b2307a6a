using System.Diagnostics;

namespace Assay.Cli;

/// <summary>How much of a file is read, on one line that a person watches; nothing where nobody does.</summary>
sealed class ByteProgress(Terminal terminal, string name, long total) : IDisposable
{
    readonly long _begin = Stopwatch.GetTimestamp();
    bool _shown;

    public void Show(long read)
    {
        if (!terminal.ErrorIsLive) return;
        var seconds = Stopwatch.GetElapsedTime(_begin).TotalSeconds;
        terminal.Error.Write($"\r{name}: {100.0 * read / total:F0} %, {seconds * (total - read) / Math.Max(1, read):F0} s left   ");
        _shown = true;
    }

    public void Dispose()
    {
        if (_shown) terminal.Error.Write("\r\u001b[K");
        _shown = false;
    }
}
