namespace Assay.Sweeps;

/// <summary>
/// A file that a living worker touches every few seconds, for those who cannot look its process up because it runs on another machine. Ages are
/// differences between two files' times, so that the clocks of the machines do not matter.
/// </summary>
sealed class Heartbeat : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5), Limit = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromSeconds(30);

    readonly string _path;
    readonly Action _paused;
    readonly ManualResetEventSlim _ended = new();
    readonly Thread _thread;

    /// <param name="folder">Of the workers.</param>
    /// <param name="worker">Whose.</param>
    /// <param name="paused">Called after the process stood still so long that others may think it gone.</param>
    public Heartbeat(string folder, string worker, Action paused)
    {
        (_path, _paused) = (Path.Combine(folder, worker), paused);
        Touch();
        _thread = new Thread(Beat) { IsBackground = true, Name = "heartbeat" };
        _thread.Start();
    }

    /// <summary>Whether a worker's file has become old, by the clock of this one's.</summary>
    public bool IsStale(string worker)
    {
        var other = Path.Combine(Path.GetDirectoryName(_path)!, worker);
        return !File.Exists(other) || File.GetLastWriteTimeUtc(_path) - File.GetLastWriteTimeUtc(other) > Limit;
    }

    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
        File.Delete(_path);
    }

    void Beat()
    {
        for (var last = Environment.TickCount64; !_ended.Wait(Interval); last = Environment.TickCount64)
        {
            Touch();
            if (Environment.TickCount64 - last > Pause.TotalMilliseconds) _paused();
        }
    }

    void Touch()
    {
        try
        {
            File.WriteAllText(_path, "");
        }
        catch (IOException)
        {
            // The folder is away or full; training will hear of it where it writes results.
        }
    }
}
