using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Asks every rule about a run and weighs the answers by what the benchmark of diagnosis taught.</summary>
public static class Doctor
{
    /// <summary>Looks at a run, finished or under way.</summary>
    public static Opinion Examine(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var symptoms = AllRules.List.Select(rule => (Rule: rule, Symptom: rule.Look(trace))).Where(one => one.Symptom is { Fires: true }).ToList();
        var (faulty, causes) = Weigh(trace);
        var findings = symptoms.Select(one => Of(one.Rule, one.Symptom!, Confidence(one.Rule, causes)))
            .OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Confidence ?? 1).ToList();
        return new Opinion(faulty, faulty >= Threshold(trace), causes, findings);
    }

    /// <summary>What the rules that need no probes find in a training under way.</summary>
    public static IReadOnlyList<Finding> Watch(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var found = AllRules.Live.Select(rule => (Rule: rule, Symptom: rule.Look(trace))).Where(one => one.Symptom is { Fires: true }).ToList();
        if (found.Count == 0) return [];
        var (_, causes) = Weigh(trace);
        return [.. found.Select(one => Of(one.Rule, one.Symptom!, Confidence(one.Rule, causes)))];
    }

    /// <summary>Probability that a training is faulty and those of its causes; NaN and none where the trace has no loss to judge by.</summary>
    internal static (double Faulty, IReadOnlyList<(string Cause, double Probability)> Causes) Weigh(Trace trace)
    {
        if (DoctorModel.Taught is not { } model || (trace.Training.Count == 0 && trace.Validation.Count == 0)) return (double.NaN, []);
        var signs = model.Pick(Signs.Names, Signs.Of(trace));
        var faulty = model.ProbabilityOf(signs);
        return (faulty, model.Rank(signs, faulty));
    }

    static double Threshold(Trace trace) => DoctorModel.Taught is not { } model ? 1 : trace.Status == RunStatus.Running ? model.LiveAlarm : model.Alarm;

    // What was counted is a fact; the probability that an inferred one is right is that of the causes it is a sign of.
    static double? Confidence(Rule rule, IReadOnlyList<(string Cause, double Probability)> causes)
    {
        if (rule.Exact || rule.Causes.Count == 0 || causes.Count == 0) return null;
        var sum = causes.Where(one => rule.Causes.Contains(one.Cause)).Sum(one => one.Probability);
        return DoctorModel.Taught!.FindingCalibration.Of(Math.Min(1, sum));
    }

    static Finding Of(Rule rule, Symptom symptom, double? confidence) => new(rule.Id, rule.Severity, rule.Title, symptom.Evidence)
    {
        Where = symptom.Where,
        Confidence = confidence,
        Alternatives = symptom.Alternatives.Count > 0 ? symptom.Alternatives : null,
        Plot = symptom.Plot,
    };
}
