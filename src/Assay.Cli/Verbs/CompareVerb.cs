using System.CommandLine;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Puts runs side by side: what was set differently and what came out.</summary>
sealed class CompareVerb : Verb
{
    readonly Argument<string[]> _ids;
    readonly Option<string?> _out;
    readonly Option<string> _runs;
    readonly Option<bool> _json;

    public CompareVerb()
        : base("compare", "Put two or more runs side by side", "assay compare frequency-20260102-030405-1a2b latest")
    {
        _ids = new Argument<string[]>("RUN...") { Description = "Ids of runs, or one run that stands for several", Arity = ArgumentArity.ZeroOrMore };
        Arguments.Add(_ids);
        _out = Flag(new Option<string?>("--out") { Description = "Also write a report with charts into this folder", HelpName = "DIR" });
        _runs = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var runs = (line.GetValue(_ids) ?? []).Select(id => UsageException.Check(() => store.Find(id))).ToList();
        var parent = runs is [{ Record.Children.Count: > 0 } only] ? only : null;
        if (parent is not null) runs = [.. parent.Record.Children.Select(store.Open)];
        if (runs.Count < 2) throw new UsageException($"compare needs two or more runs, or one that stands for several; {runs.Count} given");
        var twice = runs.GroupBy(run => run.Id).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new UsageException($"run '{twice.Key}' is given twice");

        List<ReportedRun> read = [.. runs.Select(ReportFiles.Read)];
        var groups = RunGroup.Of(read);
        var together = parent is not null && groups.Count < runs.Count;
        var items = ComparisonGroups.Items(read, together);
        var ranking = PredictionRanking.Of(groups, parent?.Record);
        if (line.GetValue(_json))
        {
            RunDocument.PrintComparison(session.Terminal.Out, runs, together ? groups : [], items, ranking);
        }
        else
        {
            Print(session.Terminal, runs, parent);
            if (ranking is not null) RankingOutput.Print(session.Terminal, ranking);
            else if (together) GroupTables.Print(session.Terminal, groups);
            ItemTable.Print(session.Terminal, items, runs[0].Record.Judged?.Name ?? "test/mse", baselines: ranking is null);
        }

        if (line.GetValue(_out) is { } folder)
        {
            var document = ComparisonReport.Build(read, parent is null ? null : ReportFiles.Read(parent));
            foreach (var path in ReportFiles.Write(Path.GetFullPath(folder), document))
                if (!line.GetValue(_json)) session.Terminal.Out.WriteLine(path);
        }

        return ExitCode.Done;
    }

    static void Print(Terminal terminal, List<RunReader> runs, RunReader? parent)
    {
        if (parent?.Record.Verdict is { } verdict) terminal.Out.WriteLine(verdict);
        var letters = runs.Select((_, index) => index < 26 ? ((char)('A' + index)).ToString() : $"#{index + 1}").ToList();
        var table = new TextTable(["", .. letters.Select(letter => ">" + letter)]);
        Add("status", run => run.Status.ToString().ToLowerInvariant());
        Add("preset", run => run.Record.Preset ?? "–");
        Add("seed", run => ValueText.Of(run.Record.Seed));
        Add("parameters", run => Numbers.Count(run.Record.Parameters));
        Add("updates", run => Numbers.Count(run.Record.Steps));
        Add("training", run => Numbers.Duration(Math.Round(run.Record.Seconds, 1)));
        foreach (var name in runs.SelectMany(run => run.Record.Settings.Keys).Distinct())
        {
            if (runs.Select(run => Setting(run, name)).Distinct().Count() > 1) Add($"set {name}", run => Setting(run, name));
        }

        AddValues("best", run => run.Record.Best);
        AddValues("final", run => run.Record.Metrics);
        foreach (var (letter, run) in letters.Zip(runs)) terminal.Out.WriteLine($"{letter}  {run.Id}");
        foreach (var text in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(text);

        void Add(string name, Func<RunReader, string> value) => table.Add([name, .. runs.Select(value)]);
        void AddValues(string kind, Func<RunReader, Dictionary<string, double>> values)
        {
            foreach (var name in runs.SelectMany(run => values(run).Keys).Distinct().Where(name => name is not ("step" or "epoch")))
                Add($"{kind} {name}", run => values(run).TryGetValue(name, out var value) ? Numbers.Format(value) : "–");
        }
    }

    static string Setting(RunReader run, string name) => run.Record.Settings.TryGetValue(name, out var value) ? ValueText.Of(value) : "–";
}
