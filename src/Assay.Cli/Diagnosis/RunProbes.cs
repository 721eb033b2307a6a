using System.Text;
using Assay.Diagnosis;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Experiments on a run that has ended; what they measure is kept in its record.</summary>
sealed class RunProbes(Session session, RunStore store, TrainingOutput output)
{
    const string Width = "width-double";

    /// <summary>What the live model can tell without training.</summary>
    public void Measure(DiagnosedRun run)
    {
        var reader = Reader(run);
        Keep(run, reader, session.RequireStudy(reader).Probe(reader));
    }

    /// <summary>Trains once more at twice the width.</summary>
    public void Widen(DiagnosedRun run)
    {
        var reader = Reader(run);
        var study = session.RequireStudy(reader);
        var settings = RemedyActions.List.First(action => action.Id == Width).Change!(reader.Record.Settings)
            ?? throw new InvalidOperationException($"run '{run.Subject}' has no width that could be doubled");
        var values = SettingValues.FromRecord(study, reader.Record.Preset, settings);
        study.Check(values);
        using var made = store.Create(study.Draft(values, reader.Record.Seed, ["assay", "diagnose", run.Subject, "--wider"]));
        output.Begin($"{made.Id}  at twice the width");
        if (new SingleTraining(session, store, output).Train(made, study, values, resume: false, $"{study.Name}, twice as wide as {run.Subject}") == RunStatus.Stopped)
            throw new InvalidOperationException("stopped: whether width is the limit stays open");
        Keep(run, reader, [(Vitals.Wider, Trace.Of(store.Open(made.Id)).Reached)]);
    }

    static RunReader Reader(DiagnosedRun run)
    {
        if (run.IsLog) throw new InvalidOperationException($"'{run.Subject}' is a log: it has no model that could be probed");
        var reader = new RunReader(run.Folder);
        return reader.Status == RunStatus.Running ? throw new InvalidOperationException($"run '{run.Subject}' is still being trained; probe it when it has ended") : reader;
    }

    static void Keep(DiagnosedRun run, RunReader reader, IEnumerable<(string Name, double Value)> probes)
    {
        foreach (var (name, value) in probes) run.Trace.Record.Probes[name] = reader.Record.Probes[name] = value;
        AtomicFile.Write(Path.Combine(run.Folder, RunFiles.Record), Encoding.UTF8.GetBytes(reader.Record.ToJson()));
    }
}
