using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The findings of an assessment: those of the rules, then what the study itself noticed, in the order of their weight.</summary>
static class AssessedFindings
{
    public static IReadOnlyList<Finding> Of(
        Trace trace, Opinion opinion, IReadOnlyList<Rule> rules, TrainBasis? basis, IReadOnlyDictionary<string, double>? gains)
    {
        var byId = rules.ToDictionary(rule => rule.Id);
        var own = opinion.Findings.Select(finding => finding.Id).ToHashSet();
        var likely = opinion is { Alarm: true, Causes: [var (cause, probability), ..] } && !opinion.Findings.Any(finding => finding.Severity != Severity.Info)
            ? new Finding("likely-faulty", Severity.Warning, $"Something is likely wrong, though no rule names it: perhaps {Causes.Words.GetValueOrDefault(cause, cause)}.",
                $"What the rules measured looks as in faulty trainings of the benchmark; the likeliest cause has probability {Digits.Percent(probability)}.")
            {
                Confidence = opinion.Faulty, Remedies = Prescription.For(trace.Record, opinion.Causes.Select(one => one.Cause), basis, gains),
            }
            : null;
        var all = opinion.Findings.Concat(trace.Record.Findings.Where(finding => !own.Contains(finding.Id)));
        if (likely is not null) all = all.Prepend(likely);
        return [.. all.Select(WithRemedies).OrderByDescending(finding => finding.Severity)
            .ThenByDescending(finding => own.Contains(finding.Id)).ThenByDescending(finding => finding.Confidence ?? 1)];

        Finding WithRemedies(Finding finding)
        {
            if (finding.Remedies is not null || !byId.TryGetValue(finding.Id, out var rule)) return finding;
            // What the doctor holds likely comes first among what the rule is a sign of.
            var causes = opinion.Causes.Select(cause => cause.Cause).Where(rule.Causes.Contains).Concat(rule.Causes);
            // An input that tells nothing explains the rest, and nothing else helps.
            var silent = own.Contains(InputUninformative.Rule.Id) && rule.Causes.Contains(Causes.Uninformative);
            IReadOnlyList<Remedy> first = silent ? Prescription.For(trace.Record, [Causes.Uninformative], basis, gains) : [];
            IReadOnlyList<Remedy> remedies = [.. first, .. Prescription.For(trace.Record, causes, basis, gains).Where(one => first.All(other => other.Title != one.Title))];
            return remedies.Count > 0 ? finding with { Remedies = remedies } : finding;
        }
    }
}
