using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Asks every audit of several runs about a comparison.</summary>
public static class ComparisonDoctor
{
    /// <summary>What is wrong with comparing these runs, the gravest first; empty where nothing is.</summary>
    /// <param name="runs">At least two to find anything.</param>
    public static IReadOnlyList<Finding> Examine(IReadOnlyList<Trace> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var findings = new List<Finding>();
        foreach (var audit in ComparisonAudits.List)
        {
            if (audit.Look(runs) is not { Fires: true } symptom) continue;
            findings.Add(new Finding(audit.Id, audit.Severity, audit.Title, symptom.Evidence)
            {
                Where = symptom.Where, Alternatives = symptom.Alternatives.Count > 0 ? symptom.Alternatives : null, Plot = symptom.Plot,
            });
        }

        return [.. findings.OrderByDescending(finding => finding.Severity)];
    }
}
