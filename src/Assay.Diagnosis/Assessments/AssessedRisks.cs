using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>What may make a diagnosis wrong.</summary>
static class AssessedRisks
{
    public static IReadOnlyList<string> Of(Trace trace, IReadOnlyList<Finding> findings, IReadOnlyList<Rule> unable)
    {
        var risks = new List<string>();
        if (findings is [{ Alternatives.Count: > 0, Severity: not Severity.Info }, ..]) risks.Add($"The diagnosis has {findings[0].Alternatives!.Count} other explanation{(findings[0].Alternatives!.Count > 1 ? "s" : "")}; what would tell them apart stands beside each.");
        if (findings is [{ Confidence: null, Severity: not Severity.Info }, ..]) risks.Add("Nobody has measured how often evidence like this is right; no probability is given.");
        if (trace.Status is RunStatus.Running or RunStatus.Stopped or RunStatus.Interrupted) risks.Add("The run has not come to its planned end; what follows in it may look different.");
        var grave = unable.Where(rule => rule.Severity == Severity.Error).Select(rule => rule.Id).ToList();
        if (grave.Count > 0) risks.Add($"These could be there and not be seen, because what they measure was not logged: {string.Join(", ", grave)}.");
        if (trace.Validation.Count == 0) risks.Add("No validation curve: whether the model knows anything beyond its training data is open.");
        if (double.IsNaN(trace.Trivial)) risks.Add("No trivial baseline: the scores have no scale.");
        if (trace.Record.Seeds.Count < 2) risks.Add("One seed: differences from other runs of less than the spread over seeds mean nothing.");
        return risks;
    }
}
