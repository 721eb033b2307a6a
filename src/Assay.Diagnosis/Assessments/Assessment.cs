using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// What the one-page summary of a run says, as data. A probability stands in it only where it was calibrated
/// (<see cref="Finding.Confidence"/>, <see cref="Diagnosis.Opinion.Faulty"/>); everything else is what was measured.
/// </summary>
public sealed record Assessment
{
    /// <summary>The run, as the rules read it.</summary>
    public required Trace Trace { get; init; }

    /// <summary>What the doctor makes of it.</summary>
    public required Opinion Opinion { get; init; }

    /// <summary>What it comes to.</summary>
    public required AssessedState State { get; init; }

    /// <summary>The diagnosis in a sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>All findings, of the rules and of the study, the gravest and surest first, with their remedies.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How the run was made: names and values.</summary>
    public required IReadOnlyList<(string Name, string Text)> Configuration { get; init; }

    /// <summary>Scores beside baselines.</summary>
    public required IReadOnlyList<AssessedScore> Results { get; init; }

    /// <summary>What the numbers show to be in order.</summary>
    public required IReadOnlyList<string> Worked { get; init; }

    /// <summary>Rules that measured and found nothing.</summary>
    public required IReadOnlyList<Rule> Silent { get; init; }

    /// <summary>Rules that lacked what they measure.</summary>
    public required IReadOnlyList<Rule> Unchecked { get; init; }

    /// <summary>What could be done, the recommended first.</summary>
    public required IReadOnlyList<AssessedOption> Options { get; init; }

    /// <summary>What the run's curve foretells, and what to do at which outcome of the next training.</summary>
    public required AssessedOutlook Outlook { get; init; }

    /// <summary>What may make the diagnosis wrong.</summary>
    public required IReadOnlyList<string> Risks { get; init; }

    /// <summary>What could not be read, where the run is damaged; null where all could.</summary>
    public string? Problem { get; init; }

    /// <summary>The gravest and surest finding; null where nothing is wrong.</summary>
    public Finding? Primary => Findings is [{ Severity: not Severity.Info } first, ..] ? first : null;

    /// <summary>What should be done.</summary>
    public AssessedOption Recommended => Options[0];

    /// <summary>Sums up what rules and study found.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="opinion">What the doctor makes of it.</param>
    /// <param name="basis">What a bare command of its study begins with; null where that is not known.</param>
    /// <param name="rules">The rules that were asked; null for all.</param>
    /// <param name="gains">Measured gains of remedies by <see cref="RemedyAction.Id"/>; null for none.</param>
    /// <param name="target">The loss or distance that is to be reached; NaN for none in particular.</param>
    public static Assessment Of(
        Trace trace, Opinion opinion, TrainBasis? basis = null, IReadOnlyList<Rule>? rules = null, IReadOnlyDictionary<string, double>? gains = null, double target = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(opinion);
        rules ??= AllRules.List;
        var findings = AssessedFindings.Of(trace, opinion, rules, basis, gains);
        var looked = rules.Select(rule => (Rule: rule, Symptom: rule.Look(trace))).ToList();
        var silent = looked.Where(one => one.Symptom is { Fires: false }).Select(one => one.Rule).ToList();
        var unable = looked.Where(one => one.Symptom is null).Select(one => one.Rule).ToList();
        var state = findings.FirstOrDefault()?.Severity switch
        {
            Severity.Error => AssessedState.Faulty,
            Severity.Warning => AssessedState.Suspect,
            // A loss without a scale, or of training data alone, can look fine and mean nothing.
            _ => silent.Count > 0 && double.IsFinite(trace.Skill) ? AssessedState.Healthy : AssessedState.Unknown,
        };
        var outlook = AssessedOutlook.Of(trace, target);
        return new Assessment
        {
            Trace = trace,
            Opinion = opinion,
            State = state,
            Headline = HeadlineOf(state, findings, silent.Count, unable.Count),
            Findings = findings,
            Configuration = AssessedConfiguration.Of(trace, basis),
            Results = AssessedResults.Of(trace),
            Worked = AssessedResults.Worked(trace),
            Silent = silent,
            Unchecked = unable,
            Options = AssessedOptions.Of(trace, state, findings, outlook, basis),
            Outlook = outlook,
            Risks = AssessedRisks.Of(trace, findings, unable),
        };
    }

    static string HeadlineOf(AssessedState state, IReadOnlyList<Finding> findings, int silent, int unable) => state switch
    {
        AssessedState.Faulty or AssessedState.Suspect => findings[0].Title,
        AssessedState.Healthy when unable == 0 => $"Nothing wrong was found; {silent} rules looked.",
        AssessedState.Healthy => $"Nothing wrong was found; {silent} rules looked, {unable} lacked what they measure.",
        _ when silent > 0 => $"Too little was measured to call it healthy, though {silent} rule{(silent == 1 ? "" : "s")} looked and found nothing wrong.",
        _ => "Too little was measured to say anything.",
    };
}
