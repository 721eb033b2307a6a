using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Asks every rule about a run and weighs the answers by what the benchmark of diagnosis taught.</summary>
public static class Doctor
{
    /// <summary>Looks at a run, finished or under way.</summary>
    public static Opinion Examine(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var (numbers, fired) = Signs.Of(trace);
        var (faulty, causes) = Weigh(trace, numbers, fired);
        var findings = fired.Select(one => Of(one.Rule, one.Symptom, Confidence(one.Rule, causes)))
            .OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Confidence ?? 1).ToList();
        return new Opinion(faulty, faulty >= Threshold(trace), causes, findings);
    }

    /// <summary>
    /// Looks at a training under way: the findings are those of rules that need no probes. A doctor that nobody taught is alarmed by any grave one.
    /// </summary>
    public static Opinion Watch(Trace trace)
    {
        var opinion = Examine(trace);
        List<Finding> live = [.. opinion.Findings.Where(finding => AllRules.Live.Any(rule => rule.Id == finding.Id))];
        return opinion with { Findings = live, Alarm = DoctorModel.Taught is null ? live.Exists(finding => finding.Severity == Severity.Error) : opinion.Alarm };
    }

    // NaN and none where nobody was taught, or the trace has no loss to judge by.
    static (double Faulty, IReadOnlyList<(string Cause, double Probability)> Causes) Weigh(Trace trace, double[] numbers, IReadOnlyList<(Rule Rule, Symptom Symptom)> fired)
    {
        if (DoctorModel.Taught is not { } model || (trace.Training.Count == 0 && trace.Validation.Count == 0)) return (double.NaN, []);
        var signs = model.Pick(Signs.Names, numbers);
        var faulty = model.FaultyCalibration.Of(model.Score(signs, fired.Select(one => one.Rule.Id)));
        return (faulty, model.Rank(trace, signs, faulty));
    }

    static double Threshold(Trace trace) => DoctorModel.Taught is not { } model ? 1
        : trace.Status == RunStatus.Running ? model.LiveAlarm
        : double.IsNaN(trace.Vital(Vitals.RateTest + "1")) ? model.LoggedAlarm
        : model.Alarm;

    // What was counted is a fact; the probability that an inferred one is right is that of the causes it is a sign of.
    static double? Confidence(Rule rule, IReadOnlyList<(string Cause, double Probability)> causes)
    {
        // A cause that no benchmark has put in has no probability, and so a rule that is a sign of it has no confidence.
        if (rule.Exact || rule.Causes.Count == 0 || causes.Count == 0 || rule.Causes.Except(DoctorModel.Taught!.Causes.Classes).Any()) return null;
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
