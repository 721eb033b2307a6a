using System.Globalization;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>One run on a page of text.</summary>
static class RunPage
{
    const int SparklineWidth = 48;
    const int CurvesShown = 6;

    public static void Print(Session session, RunReader run, IReadOnlyList<RunReader> children)
    {
        var (terminal, record) = (session.Terminal, run.Record);
        var to = terminal.Out;
        to.WriteLine($"{run.Id}  {run.Status.ToString().ToLowerInvariant()}{(record.Reason is null ? "" : $": {record.Reason}")}");
        foreach (var text in WordWrap.Split(record.Verdict ?? "No verdict.", terminal.PageWidth)) to.WriteLine(text);
        to.WriteLine();
        Facts(session, run);
        if (children.Count > 0) to.WriteLine($"runs      {string.Join("\n          ", children.Select(child => $"{child.Id}  {child.Status.ToString().ToLowerInvariant()}"))}");

        var parts = children.Where(child => child.Problem is null).Select(ReportFiles.Read).ToList();
        if (parts.Count > 0) GroupTables.Print(terminal, RunGroup.Of(parts));
        var results = Results.Of(record);
        if (results.Rows.Count > 0)
        {
            to.WriteLine();
            results.Print(terminal);
        }

        Findings(terminal, record.Findings);
        Curves(terminal, run);
    }

    static void Facts(Session session, RunReader run)
    {
        var (to, record) = (session.Terminal.Out, run.Record);
        var started = record.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        to.WriteLine($"study     {record.Study}{(record.Preset is null ? "" : $", preset {record.Preset}")}, seed {ValueText.Of(record.Seed)}");
        to.WriteLine($"started   {started} UTC, {Age.Of(session.Clock.GetUtcNow() - record.Started)}{(record.Resumes == 0 ? "" : $", resumed {record.Resumes}x")}");
        to.WriteLine($"training  {Numbers.Duration(record.Seconds)}, {Numbers.Count(record.Epochs)} epochs, {Numbers.Count(record.Steps)} updates{(record.Parameters > 0 ? $", {Numbers.Count(record.Parameters)} parameters" : "")}");
        foreach (var resumption in record.Resumptions.Where(one => one.Scheduler is not null))
            to.WriteLine($"resumed   from {resumption.From}, step {Numbers.Count(resumption.Step)}: {resumption.Scheduler} for {resumption.Epochs} epochs from rate {Numbers.Format(resumption.Rate ?? double.NaN)}");
        if (record.Machine is { } machine) to.WriteLine($"machine   {machine.Processor}, {machine.Threads} threads, {machine.Vector}");
        if (record.Code is { Commit: { } commit } code) to.WriteLine($"code      {code.Version}, {commit[..Math.Min(12, commit.Length)]}{(code.Dirty == true ? " with changes" : "")}");
        to.WriteLine($"folder    {run.Folder}");
        var defaults = session.StudyOf(run)?.Settings.ToDictionary(setting => setting.Name, setting => ValueText.Of(setting.Default));
        var changed = record.Settings.Where(s => defaults?.GetValueOrDefault(s.Key) != ValueText.Of(s.Value)).ToList();
        to.WriteLine(changed.Count == 0
            ? "settings  all at their defaults"
            : $"settings  {string.Join("\n          ", changed.Select(s => $"{s.Key} {ValueText.Of(s.Value)}{(defaults?.GetValueOrDefault(s.Key) is { } value ? $" (default {value})" : "")}"))}");
    }

    static void Findings(Terminal terminal, IReadOnlyList<Finding> findings)
    {
        var to = terminal.Out;
        foreach (var finding in findings.OrderByDescending(finding => finding.Severity))
        {
            to.WriteLine();
            var texts = new List<string> { $"{finding.Severity.ToString().ToLowerInvariant()}: {finding.Title}", $"  {finding.Evidence}" };
            if (finding.Advice is not null) texts.Add($"  Advice: {finding.Advice}");
            foreach (var text in texts.SelectMany(text => WordWrap.Split(text, terminal.PageWidth))) to.WriteLine(text);
        }
    }

    static void Curves(Terminal terminal, RunReader run)
    {
        var curves = new Dictionary<string, List<double>>();
        foreach (var (name, value) in run.Events().SelectMany(one => one.Metrics).Where(metric => TrainingWatch.IsError(metric.Name)))
        {
            if (!curves.TryGetValue(name, out var values)) curves[name] = values = [];
            values.Add(value);
        }

        var shown = curves.Where(curve => curve.Value.Count > 1).Take(CurvesShown).ToList();
        if (shown.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new TextTable("curve", "", ">first", ">last");
        foreach (var (name, values) in shown)
            table.Add(name, Sparkline.Render(values, SparklineWidth), Numbers.Format(values[0]), Numbers.Format(values[^1]));
        foreach (var line in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(line);
    }
}
