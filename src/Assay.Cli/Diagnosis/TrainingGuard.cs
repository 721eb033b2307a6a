using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Puts a watcher between a training and its display: findings become warnings of the run, and a grave one asks it to stop.</summary>
sealed class TrainingGuard : IDisposable
{
    readonly Run _run;
    readonly Watcher _watcher;
    readonly WatchMode _mode;
    readonly Action<string> _say;
    readonly CancellationTokenSource _stop;

    /// <param name="run">The run, new or reopened.</param>
    /// <param name="mode">What to do; not <see cref="WatchMode.Off"/>.</param>
    /// <param name="stop">Cancelled when the user wants training to stop.</param>
    /// <param name="say">Shows a warning.</param>
    /// <param name="session">Who looks, at which cost and with which patience.</param>
    public TrainingGuard(Run run, WatchMode mode, CancellationToken stop, Action<string> say, Session session)
    {
        (_run, _mode, _say) = (run, mode, say);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var trace = new Trace(run.Record) { Status = RunStatus.Running };
        foreach (var one in new RunReader(run.Folder).Events()) trace.Add(one);
        Task.Run(Watcher.Warm);
        _watcher = new Watcher(trace, session.WatchLimits, session.Watch, session.Clock);
        run.Logged = (_, name, value) => Hear(name, value);
    }

    /// <summary>Cancelled when the user or a grave finding wants training to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Why training was asked to stop; null where it was not, or by the user.</summary>
    public string? Reason { get; private set; }

    /// <summary>Hears how many updates the training is to take.</summary>
    public void Plan(long steps) => _watcher.Plan(steps);

    public void Dispose()
    {
        _run.Logged = null;
        _stop.Dispose();
    }

    void Hear(string name, double value)
    {
        foreach (var finding in _watcher.Add(_run.Step, name, value))
        {
            var text = $"{finding.Title} {finding.Evidence} [{finding.Id}]";
            _run.Warn(_run.Step, text);
            _say(text);
        }

        if (_mode == WatchMode.Warn || Reason is not null || _watcher.Grave is not { } grave) return;
        Reason = $"{grave.Title.TrimEnd('.')} [{grave.Id}], in {_watcher.Looks} looks until step {_run.Step}";
        _stop.Cancel();
    }
}
