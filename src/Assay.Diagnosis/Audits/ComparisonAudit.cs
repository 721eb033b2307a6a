using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>One thing that can be wrong with a comparison of runs.</summary>
/// <param name="Id">Stable, such as <c>too-few-seeds</c>; docs/rules/ID.md explains it.</param>
/// <param name="Title">What is wrong, in a sentence.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Look">Measures it in the runs that are compared; null where they lack what is needed.</param>
public sealed record ComparisonAudit(string Id, string Title, Severity Severity, Func<IReadOnlyList<Trace>, Symptom?> Look);
