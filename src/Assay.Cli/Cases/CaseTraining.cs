using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Trains what a historical case needs, unless the store holds it already.</summary>
sealed class CaseTraining(Session session, RunStore store, TrainingOutput output)
{
    /// <summary>The runs that are to be diagnosed, in order.</summary>
    public IReadOnlyList<RunReader> Train(HistoricalCase one)
    {
        var known = new Dictionary<string, string>();
        var made = new List<RunReader>();
        foreach (var needed in one.Runs)
        {
            var study = session.FindStudy(needed.Study);
            var values = Settings.Resolve(study, needed.Preset, [.. needed.Assignments.Select(text => known.Aggregate(text, (all, run) => all.Replace($"{{{run.Key}}}", run.Value, StringComparison.Ordinal)))]);
            var run = Find(study, values) ?? Train(study, values, needed.Label);
            if (run.Status == RunStatus.Stopped) throw new InvalidOperationException($"stopped; 'assay diagnose --case {one.Name}' begins this training anew");
            known[needed.Label] = run.Id;
            if (needed.Diagnosed) made.Add(run);
        }

        return made;
    }

    RunReader? Find(Study study, SettingValues values) => store.List().FirstOrDefault(run => run is { Problem: null, Status: RunStatus.Finished }
        && run.Record.Study == study.Name && run.Record.Seed == 1 && run.Record.Children.Count == 0 && Same(study, run.Record, values));

    static bool Same(Study study, RunRecord record, SettingValues values)
    {
        try
        {
            return SettingValues.FromRecord(study, record.Preset, record.Settings).All.SequenceEqual(values.All);
        }
        catch (InvalidDataException)
        {
            return false; // of a version with other settings
        }
    }

    RunReader Train(Study study, SettingValues values, string label)
    {
        using var run = store.Create(study.Draft(values, 1, ["assay", "train", study.Name]));
        output.Begin($"{run.Id}  {label}");
        new SingleTraining(session, store, output).Train(run, study, values, resume: false, $"{study.Name}, {label}");
        return store.Open(run.Id);
    }
}
