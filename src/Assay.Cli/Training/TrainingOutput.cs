using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>What train and resume say: ids and progress while they work, results at the end, or one JSON document.</summary>
sealed class TrainingOutput : IDisposable
{
    readonly Session _session;
    readonly bool _json;
    readonly bool _quiet;
    readonly Interruption _interruption;
    volatile TrainingDisplay? _display;

    public TrainingOutput(Session session, bool json, bool quiet, WatchMode watch = WatchMode.Off)
    {
        (_session, _json, _quiet, Watch) = (session, json, quiet, watch);
        _interruption = new Interruption(SayStopping);
    }

    Terminal Terminal => _session.Terminal;

    /// <summary>Whether one JSON document is all that may be printed.</summary>
    public bool Json => _json;

    /// <summary>Cancelled when the user wants training to stop.</summary>
    public CancellationToken Stop => _interruption.Token;

    /// <summary>What is done about findings while training goes on.</summary>
    public WatchMode Watch { get; }

    /// <summary>Watches a run until disposed; null where nobody asked for it.</summary>
    public TrainingGuard? Guard(Run run) => Watch == WatchMode.Off ? null : new TrainingGuard(run, Watch, Stop, text => _display?.Warn(text), _session);

    /// <summary>Does what Ctrl-C does.</summary>
    public void Interrupt() => _interruption.Request();

    /// <summary>Prints a run's id.</summary>
    public void Begin(string id) => Line(id);

    /// <summary>Prints which of several trainings begins, where the display has no title of its own.</summary>
    public void Announce(string title)
    {
        if (!_quiet && !Terminal.OutIsLive) Line(title);
    }

    /// <summary>Shows progress until disposed; null where nobody wants any.</summary>
    public TrainingDisplay? Display(string title) => _display =
        _quiet ? null
        : _json ? Terminal.ErrorIsLive ? new LiveDisplay(Terminal.Error, Terminal, title) : null
        : Terminal.OutIsLive ? new LiveDisplay(Terminal.Out, Terminal, title)
        : new PlainDisplay(Terminal.Out, _session.Clock, title);

    /// <summary>Prints how it ended: the folder and the verdict last.</summary>
    public int End(RunReader run, IReadOnlyList<RunReader> children)
    {
        if (_json) RunDocument.Print(Terminal.Out, run, children);
        var record = run.Record;
        var status = record.Status.ToString().ToLowerInvariant();
        Line($"status  {status}{(record.Reason is null ? "" : $": {record.Reason}")}, {Numbers.Duration(record.Seconds)} of training");
        if (record.Status == RunStatus.Stopped) Line($"to go on: assay resume {run.Id}{RunsFlag(run)}");
        if (Watch != WatchMode.Off && record.Status is RunStatus.Stopped or RunStatus.Diverged) Line($"to see why: assay diagnose {run.Id}{RunsFlag(run)}");
        if (Watch == WatchMode.Repair && record.Status is RunStatus.Stopped or RunStatus.Diverged) Line($"to repair: assay repair {run.Id}{RunsFlag(run)}");
        if (File.Exists(Path.Combine(run.Folder, RunFiles.HtmlReport))) Line($"report  {Path.Combine(run.Folder, RunFiles.HtmlReport)}");
        Line($"folder  {run.Folder}");
        foreach (var text in WordWrap.Split($"verdict {record.Verdict ?? "none: the run did not come to its end"}", Terminal.PageWidth)) Line(text);
        return record.Status switch
        {
            RunStatus.Diverged => ExitCode.Diverged,
            RunStatus.Failed => ExitCode.Failed,
            _ => ExitCode.Done,
        };
    }

    public void Dispose() => _interruption.Dispose();

    void Line(string text)
    {
        if (!_json) Terminal.Out.WriteLine(text);
    }

    void SayStopping()
    {
        const string text = "stopping after a checkpoint; once more quits at once";
        if (_display is { IsLive: true } display) display.Notice(text);
        else Terminal.Error.WriteLine($"assay: {text}");
    }

    static string RunsFlag(RunReader run)
    {
        var store = Path.GetDirectoryName(run.Folder)!;
        return store == Path.GetFullPath("runs") ? "" : $" --runs {store}";
    }
}
