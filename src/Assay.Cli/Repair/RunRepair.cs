using System.Globalization;
using Assay.Diagnosis;
using Assay.Reports;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Repairs a run: each remedy is a training of its own in the same store, and the ledger says which helped.</summary>
sealed class RunRepair(Session session, RunStore store, TrainingOutput output)
{
    /// <summary>What is spent where nobody says: trainings like the run.</summary>
    public const double Budget = 6;

    readonly Dictionary<IReadOnlyDictionary<string, object?>, string> _ids = [];

    Terminal Terminal => session.Terminal;

    /// <summary>Repairs a run that has ended, within the usual budget.</summary>
    /// <returns>The exit code.</returns>
    public int Run(RunReader reader) => Run(reader, Budget);

    /// <summary>Repairs a run that has ended.</summary>
    /// <param name="reader">The run.</param>
    /// <param name="budget">In trainings like it.</param>
    /// <returns>The exit code.</returns>
    public int Run(RunReader reader, double budget)
    {
        if (reader.Status == RunStatus.Running) throw new InvalidOperationException($"run '{reader.Id}' is still being trained; repair it when it has ended");
        if (reader.Record.Children.Count > 0) throw new InvalidOperationException($"run '{reader.Id}' stands for {reader.Record.Children.Count} runs; repair one of these: {string.Join(", ", reader.Record.Children)}");
        var study = session.RequireStudy(reader);
        var trace = Trace.Of(reader);
        var first = new RepairState<IReadOnlyDictionary<string, object?>>(reader.Record.Settings, trace, Doctor.Examine(trace));
        _ids[first.Recipe] = reader.Id;
        Say($"repairing {reader.Id}: {Opinion(first.Opinion)}");
        var repairer = new Repairer<IReadOnlyDictionary<string, object?>>((settings, action) => Apply(study, reader, settings, action), settings => Train(study, reader, settings))
        {
            Tried = attempt => Say($"{(attempt.Kept ? "kept" : "left")}  {attempt.Action.Title} {attempt.Reason}"),
        };
        var outcome = repairer.Repair(first, budget, output.Stop);
        AtomicFile.Write(Path.Combine(reader.Folder, RepairJson.File), RepairJson.Of(outcome, _ids[outcome.Best.Recipe]));
        if (output.Json) Terminal.Out.Write(System.Text.Encoding.UTF8.GetString(RepairJson.Of(outcome, _ids[outcome.Best.Recipe])) + "\n");
        else Print(outcome);
        return ExitCode.Done;
    }

    IReadOnlyDictionary<string, object?>? Apply(Study study, RunReader reader, IReadOnlyDictionary<string, object?> settings, RemedyAction action)
    {
        if (action.Change?.Invoke(settings) is not { } changed) return null;
        try
        {
            study.Check(SettingValues.FromRecord(study, reader.Record.Preset, changed));
            return changed;
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException)
        {
            return null; // the study does not allow it together with the rest
        }
    }

    Trace? Train(Study study, RunReader reader, IReadOnlyDictionary<string, object?> settings)
    {
        var values = SettingValues.FromRecord(study, reader.Record.Preset, settings);
        using var run = store.Create(study.Draft(values, reader.Record.Seed, ["assay", "repair", reader.Id]));
        _ids[settings] = run.Id;
        Say($"run   {run.Id}");
        var status = new SingleTraining(session, store, output).Train(run, study, values, resume: false, $"{study.Name}, a remedy for {reader.Id}");
        return status == RunStatus.Stopped ? null : Trace.Of(store.Open(run.Id));
    }

    void Print(RepairOutcome<IReadOnlyDictionary<string, object?>> outcome)
    {
        var to = Terminal.Out;
        to.WriteLine();
        var table = new TextTable("REMEDY", ">COST", ">BEFORE", ">AFTER", "");
        foreach (var one in outcome.Ledger)
            table.Add(one.Action.Title, one.Cost.ToString("G3", CultureInfo.InvariantCulture), Numbers.Format(one.Before), double.IsNaN(one.After) ? "diverged" : Numbers.Format(one.After), one.Kept ? "kept" : "");
        if (outcome.Ledger.Count > 0)
            foreach (var text in table.Render(Terminal.PageWidth)) to.WriteLine(text);
        else
            to.WriteLine("Nothing was tried: no remedy that can be taken by settings fits what was found. 'assay diagnose' names those that a person must take.");
        var helped = outcome.Best != outcome.First;
        to.WriteLine($"spent   {outcome.Cost.ToString("G3", CultureInfo.InvariantCulture)} trainings");
        foreach (var text in WordWrap.Split(helped
            ? $"result  held-out loss {Numbers.Format(outcome.First.HeldOut)} -> {Numbers.Format(outcome.Best.HeldOut)}, run {_ids[outcome.Best.Recipe]}; now: {Opinion(outcome.Best.Opinion)}"
            : $"result  nothing helped by {Repairer<string>.LeastGain:P0} or more; the run stands as it was", Terminal.PageWidth)) to.WriteLine(text);
    }

    static string Opinion(Opinion opinion) => double.IsNaN(opinion.Faulty) ? "nothing can be said of it"
        : $"{opinion.Faulty.ToString("P0", CultureInfo.InvariantCulture)} likely to be worse than it could be{(opinion.Causes is [var likeliest, ..] ? $", likeliest because {Causes.Words[likeliest.Cause]} ({likeliest.Probability.ToString("P0", CultureInfo.InvariantCulture)})" : "")}";

    void Say(string text)
    {
        if (output.Json) return;
        foreach (var part in WordWrap.Split(text, Terminal.PageWidth)) Terminal.Out.WriteLine(part);
    }
}
