using Assay.Reports;
using Assay.Runs;
using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>A sweep on a page of text.</summary>
static class SweepPage
{
    const int Shown = 10;

    public static void Print(Terminal terminal, RunReader run, SweepFolder folder)
    {
        var (to, record) = (terminal.Out, run.Record);
        var (results, progress) = (folder.Read(), folder.Progress());
        to.WriteLine($"{run.Id}  {run.Status.ToString().ToLowerInvariant()}{(record.Reason is null ? "" : $": {record.Reason}")}");
        var verdict = SweepVerdict.Of(results);
        foreach (var text in WordWrap.Split(verdict.Text, terminal.PageWidth)) to.WriteLine(text);
        to.WriteLine();
        to.WriteLine($"sweep     {record.Study}{(record.Preset is null ? "" : $" {record.Preset}")}, {folder.Plan.Metric}, {folder.Plan.Goal.ToString().ToLowerInvariant()}");
        to.WriteLine($"runs      {progress.Done}{(progress.Planned > 0 ? $" of {progress.Planned}" : "")} ended: {progress.Finished} finished, {progress.Pruned} pruned, {progress.Diverged} diverged, {progress.Failed} failed; {progress.Running} with a worker");
        to.WriteLine($"time      {Numbers.Duration(Math.Round(results.Seconds, 1))} with {results.Workers} {(results.Workers == 1 ? "worker" : "workers")}");
        to.WriteLine($"folder    {run.Folder}");
        to.WriteLine($"its runs  assay list --runs {folder.Store.Folder}");
        Tables(terminal, results);
        foreach (var finding in record.Findings.Count > 0 ? record.Findings : verdict.Findings)
        {
            to.WriteLine();
            foreach (var text in new[] { $"{finding.Severity.ToString().ToLowerInvariant()}: {finding.Title}", $"  {finding.Evidence}" }.SelectMany(text => WordWrap.Split(text, terminal.PageWidth))) to.WriteLine(text);
        }
    }

    /// <summary>The best configurations of each phase.</summary>
    public static void Tables(Terminal terminal, SweepResults results)
    {
        var plan = results.Plan;
        foreach (var phase in plan.Phases)
        {
            var trials = results.Of(phase);
            if (trials.Count == 0) continue;
            var table = new TextTable(plan.Phases.Count > 1 ? phase.Name.ToUpperInvariant() : "CONFIGURATION", ">MEAN", ">SD", ">SEEDS", "STATE", ">TRIAL");
            var ranked = trials.OrderBy(trial => trial.Finished.Count == 0 ? double.PositiveInfinity : plan.Loss(trial.Finished.Average())).ToList();
            foreach (var trial in ranked.Take(Shown))
            {
                var values = trial.Finished.ToArray();
                table.Add(ConfigurationText.Of(trial.Name, trial.Values), values.Length == 0 ? "–" : Numbers.Format(values.Average()),
                    values.Length < 2 ? "–" : Numbers.Format(StudentInterval.Deviation(values)), $"{values.Length}", trial.State.ToString().ToLowerInvariant(), $"{trial.Number}");
            }

            terminal.Out.WriteLine();
            foreach (var line in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(line);
            if (ranked.Count > Shown) terminal.Out.WriteLine($"and {ranked.Count - Shown} more");
        }

        foreach (var group in results.Trials.SelectMany(trial => trial.Replicates).Where(replicate => replicate.State == TrialState.Failed).GroupBy(replicate => replicate.Reason).Take(3))
            terminal.Out.WriteLine($"failed: {group.Count()} x {group.Key}");
    }
}
