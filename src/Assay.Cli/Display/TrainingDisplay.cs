using Assay.Studies;

namespace Assay.Cli;

/// <summary>
/// Shows a training on a thread of its own ten times a second. The training thread only hands its progress over, so a slow
/// terminal does not slow it; a terminal that went away ends the display and not the training.
/// </summary>
abstract class TrainingDisplay : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    readonly TrainingWatch _watch;
    readonly TextWriter _to;
    readonly Lock _gate = new();
    readonly ManualResetEventSlim _ended = new();
    readonly Thread _thread;

    protected TrainingDisplay(TextWriter to, string title)
    {
        (_to, _watch) = (to, new TrainingWatch(title));
        _thread = new Thread(Work) { IsBackground = true, Name = "display" };
    }

    /// <summary>True where the display redraws a screen that other output would tear.</summary>
    public abstract bool IsLive { get; }

    /// <summary>Takes a progress; may be called from any thread.</summary>
    public void Update(TrainingProgress progress)
    {
        lock (_gate) _watch.Add(progress);
    }

    /// <summary>Shows a text from now on.</summary>
    public void Notice(string text)
    {
        lock (_gate) _watch.Notice = text;
    }

    /// <summary>Shows a warning; may be called from any thread.</summary>
    public void Warn(string text)
    {
        lock (_gate) _watch.Warn(text);
    }

    /// <summary>Draws the last state and leaves it on the screen.</summary>
    public void Dispose()
    {
        if (_ended.IsSet) return;
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }

    /// <summary>What to write now; empty for nothing.</summary>
    protected abstract string Draw(TrainingWatch watch, bool last);

    /// <summary>Begins to draw; called when the derived display is complete.</summary>
    protected void Start() => _thread.Start();

    void Work()
    {
        try
        {
            for (var last = false; !last;)
            {
                last = _ended.Wait(Interval);
                string text;
                lock (_gate) text = Draw(_watch, last);
                if (text.Length > 0) _to.Write(text);
            }
        }
        catch (IOException)
        {
            // Nobody watches any more.
        }
    }
}
