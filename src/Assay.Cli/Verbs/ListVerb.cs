using System.CommandLine;
using Assay.Reports;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Lists the runs of a store, newest first, each comparison followed by its members.</summary>
sealed class ListVerb : Verb
{
    readonly Option<string> _runs;
    readonly Option<bool> _json;

    public ListVerb()
        : base("list", "List runs, newest first", "assay list --runs runs")
    {
        _runs = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var runs = store.List();
        if (line.GetValue(_json)) RunDocument.PrintList(session.Terminal.Out, runs);
        else if (runs.Count == 0) session.Terminal.Out.WriteLine($"There are no runs in {store.Folder}.");
        else Print(session, runs);
        return ExitCode.Done;
    }

    static void Print(Session session, IReadOnlyList<RunReader> runs)
    {
        var now = session.Clock.GetUtcNow();
        var byId = runs.Where(run => run.Problem is null).ToDictionary(run => run.Id);
        var members = byId.Values.SelectMany(run => run.Record.Children).ToHashSet();
        var table = new TextTable("RUN", "PRESET", "STATUS", "BEST", ">TRAINED", ">AGE");
        foreach (var run in runs.Where(run => run.Problem is null && !members.Contains(run.Id)))
        {
            table.Add(Row(run, "", now));
            foreach (var id in run.Record.Children)
                if (byId.TryGetValue(id, out var member)) table.Add(Row(member, "  ", now));
        }

        foreach (var text in table.Render(session.Terminal.PageWidth)) session.Terminal.Out.WriteLine(text);
        foreach (var run in runs.Where(run => run.Problem is not null))
            session.Terminal.Out.WriteLine($"{run.Id}  damaged: {run.Problem}");
    }

    static string[] Row(RunReader run, string indent, DateTimeOffset now)
    {
        var record = run.Record;
        var preset = SweepFolder.IsSweep(run.Folder) ? $"sweep {record.Preset}".TrimEnd() : record.Preset ?? "–";
        return [indent + run.Id, preset, run.Status.ToString().ToLowerInvariant(), Key(record),
            Numbers.Duration(Math.Round(record.Seconds, 1)), Age.Of(now - record.Started)];
    }

    // The metric by which runs are judged where there is one, else the first.
    static string Key(RunRecord record)
    {
        var values = record.Best.Count > 0 ? record.Best : record.Metrics;
        var judged = record.Judged?.Name ?? "test/mse";
        var name = values.ContainsKey(judged) ? judged : record.Children.Count > 0 ? null : values.Keys.FirstOrDefault(key => key is not ("step" or "epoch"));
        return name is null ? "–" : $"{name} {Numbers.Format(values[name])}";
    }
}
