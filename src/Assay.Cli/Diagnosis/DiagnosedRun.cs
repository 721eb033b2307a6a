using Assay.Diagnosis;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>What a diagnosis is made of: a stored run, damaged or not, as a trace.</summary>
/// <param name="Subject">The run's id, or a file's name.</param>
/// <param name="Trace">What could be read.</param>
/// <param name="Problem">What could not; null where all could.</param>
sealed record DiagnosedRun(string Subject, Trace Trace, string? Problem)
{
    /// <summary>Reads a run up to the first damage.</summary>
    public static DiagnosedRun Read(RunReader run)
    {
        var record = run.Problem is null ? run.Record : new RunRecord { Study = "unknown", Run = run.Id };
        var problem = run.Problem;
        var trace = new Trace(record) { Status = run.Status, PlannedSteps = run.Status == RunStatus.Finished ? record.Steps : 0 };
        try
        {
            foreach (var one in run.Events()) trace.Add(one);
        }
        catch (InvalidDataException damage)
        {
            problem = problem is null ? damage.Message : $"{problem}; {damage.Message}";
        }

        return new DiagnosedRun(run.Id, trace, problem);
    }

    /// <summary>Sums it up.</summary>
    public Assessment Assess(Session session) =>
        Assessment.Of(Trace, Doctor.Examine(Trace), Basis(session)) with { Problem = Problem };

    // Members of a preset are trained alone by their settings, not by the preset, which would train them all.
    TrainBasis? Basis(Session session)
    {
        if (session.Studies.FirstOrDefault(study => study.Name == Trace.Record.Study) is not { } study) return null;
        var preset = study.Presets.FirstOrDefault(preset => preset.Name == Trace.Record.Preset && preset.Members.Count == 0);
        try
        {
            return new TrainBasis(preset?.Name, SettingValues.Resolve(study, preset?.Name, []).All.ToDictionary(setting => setting.Key, setting => (object?)setting.Value));
        }
        catch (ArgumentException)
        {
            return null; // the study's defaults cannot be trained as they stand
        }
    }
}
