using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Held-out examples that were trained on, counted by a probe or by the study.</summary>
static class SharedRows
{
    const double LargestShare = 0.005, Smallest = 1e-5;

    // From this share on studies call copies a warning.
    const double StudiesLimit = 0.02;

    static readonly string[] Counted = ["data/copies", "data/repeats"];

    public static Rule Rule { get; } = new("shared-rows", "The splits share examples: held-out scores are partly scores of training data.", Severity.Error, Look)
    {
        Causes = [Causes.SplitLeak], Exact = true,
    };

    static Symptom? Look(Trace trace)
    {
        var share = trace.Vital(Vitals.SharedRows);
        var noted = trace.Record.Findings.Find(finding => Counted.Contains(finding.Id) && finding.Severity >= Severity.Warning);
        if (noted is not null) share = double.IsNaN(share) ? StudiesLimit : Math.Max(share, StudiesLimit);
        return Said.Of(double.IsNaN(share) ? double.NaN : Strengths.Decades(Math.Max(share, Smallest), LargestShare),
            () => noted?.Evidence ?? $"{Said.Percent(share)} of the validation examples are also training examples, whole or in their input.", null,
            new Alternative("Few different examples are possible, so that equal ones are drawn by chance.", "Count how many different ones there are; score the held-out examples without a copy by themselves."));
    }
}
