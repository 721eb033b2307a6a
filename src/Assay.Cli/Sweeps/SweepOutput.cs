using Assay.Reports;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>What a sweep says: its id and progress while it works, results at the end, or one JSON document.</summary>
sealed class SweepOutput : IDisposable
{
    readonly Session _session;
    readonly bool _json, _quiet;
    readonly Interruption _interruption;

    public SweepOutput(Session session, bool json, bool quiet)
    {
        (_session, _json, _quiet) = (session, json, quiet);
        _interruption = new Interruption(() => Terminal.Error.WriteLine("assay: stopping after checkpoints; once more quits at once"));
    }

    /// <summary>Cancelled when the user wants it to stop.</summary>
    public CancellationToken Stop => _interruption.Token;

    Terminal Terminal => _session.Terminal;

    /// <summary>Prints a sweep's id.</summary>
    public void Begin(string id) => Line(id);

    /// <summary>Prints a line, unless the output is one document.</summary>
    public void Say(string text) => Line(text);

    /// <summary>Shows progress until disposed; null where nobody wants any.</summary>
    public IDisposable? Display(SweepFolder folder) =>
        _quiet ? null
        : _json ? Terminal.ErrorIsLive ? new SweepDisplay(folder, Terminal.Error, Terminal) : null
        : new SweepDisplay(folder, Terminal.Out, Terminal.OutIsLive ? Terminal : null);

    /// <summary>Prints how it ended: the folder and the verdict last.</summary>
    public int End(RunReader run, SweepFolder folder)
    {
        var record = run.Record;
        if (_json) SweepDocument.Print(Terminal.Out, run, folder);
        else SweepPage.Tables(Terminal, folder.Read());
        Line("");
        Line($"status  {record.Status.ToString().ToLowerInvariant()}{(record.Reason is null ? "" : $": {record.Reason}")}, {Numbers.Duration(record.Seconds)}");
        if (record.Status is RunStatus.Stopped or RunStatus.Failed) Line($"to go on: assay sweep --resume {run.Id}{RunsFlag(run)}");
        if (File.Exists(Path.Combine(run.Folder, RunFiles.HtmlReport))) Line($"report  {Path.Combine(run.Folder, RunFiles.HtmlReport)}");
        Line($"folder  {run.Folder}");
        foreach (var text in WordWrap.Split($"verdict {record.Verdict ?? "none: the sweep did not come to its end"}", Terminal.PageWidth)) Line(text);
        return record.Status == RunStatus.Failed ? ExitCode.Failed
            : record.Status == RunStatus.Finished && folder.Progress() is { Finished: 0, Diverged: > 0 } ? ExitCode.Diverged
            : ExitCode.Done;
    }

    public void Dispose() => _interruption.Dispose();

    static string RunsFlag(RunReader run)
    {
        var store = Path.GetDirectoryName(run.Folder)!;
        return store == Path.GetFullPath("runs") ? "" : $" --runs {store}";
    }

    void Line(string text)
    {
        if (!_json) Terminal.Out.WriteLine(text);
    }
}
