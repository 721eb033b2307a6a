using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Asks every rule about a run and weighs the answers.</summary>
public static class Doctor
{
    /// <summary>Looks at a run, finished or under way.</summary>
    public static Opinion Examine(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var findings = new List<Finding>();
        foreach (var rule in AllRules.List)
            if (rule.Look(trace) is { Fires: true } symptom) findings.Add(Of(rule, symptom));
        return new Opinion(double.NaN, findings.Exists(finding => finding.Severity == Severity.Error), [],
            [.. findings.OrderByDescending(finding => finding.Severity)]);
    }

    /// <summary>What the rules that need no probes find in a training under way.</summary>
    public static IReadOnlyList<Finding> Watch(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return [.. AllRules.Live.Select(rule => (Rule: rule, Symptom: rule.Look(trace))).Where(one => one.Symptom is { Fires: true }).Select(one => Of(one.Rule, one.Symptom!))];
    }

    static Finding Of(Rule rule, Symptom symptom) => new(rule.Id, rule.Severity, rule.Title, symptom.Evidence)
    {
        Where = symptom.Where,
        Alternatives = symptom.Alternatives.Count > 0 ? symptom.Alternatives : null,
        Plot = symptom.Plot,
    };
}
