using Assay.Diagnosis;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>What a diagnosis is made of: a stored run, damaged or not, or a log of another program.</summary>
/// <param name="Subject">The run's id, or the log's file name.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Trace">What could be read.</param>
/// <param name="Problem">What could not; null where all could.</param>
sealed record DiagnosedRun(string Subject, string Folder, Trace Trace, string? Problem)
{
    /// <summary>Whether it is a log of another program.</summary>
    public bool IsLog { get; private init; }

    /// <summary>Reads a run up to the first damage.</summary>
    public static DiagnosedRun Read(RunReader run) => new(run.Id, run.Folder, Trace.OfDamaged(run, out var problem), problem);

    /// <inheritdoc cref="InheritedLog.Read"/>
    public static DiagnosedRun Read(string path, IReadOnlyList<string> facts) =>
        new(Path.GetFileName(path), Path.GetDirectoryName(Path.GetFullPath(path))!, InheritedLog.Read(path, facts), null) { IsLog = true };

    /// <summary>Sums it up.</summary>
    /// <param name="session">Whose studies are known.</param>
    /// <param name="target">The loss that is to be reached; NaN for none in particular.</param>
    public Assessment Assess(Session session, double target = double.NaN) =>
        Assessment.Of(Trace, IsLog ? Measured(Doctor.Examine(Trace)) : Doctor.Examine(Trace), Basis(session), gains: DoctorModel.Taught?.Gains, target: target) with { Problem = Problem };

    // Probabilities were calibrated on trainings of ours and what those log; of another program's nobody knows them.
    static Opinion Measured(Opinion opinion)
    {
        var places = AllRules.List.Index().ToDictionary(rule => rule.Item.Id, rule => rule.Index);
        List<Finding> findings = [.. opinion.Findings.Select(finding => finding with { Confidence = null })
            .OrderByDescending(finding => finding.Severity).ThenBy(finding => places[finding.Id])];
        return new Opinion(double.NaN, findings.Exists(finding => finding.Severity == Severity.Error), [], findings);
    }

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
