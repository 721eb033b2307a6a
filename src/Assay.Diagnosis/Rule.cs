using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>One thing that can be wrong with a training, and how to see it.</summary>
/// <param name="Id">Stable, such as <c>diverging</c>; docs/rules/ID.md explains it.</param>
/// <param name="Title">What is wrong, in a sentence.</param>
/// <param name="Severity">How much it matters when it is there.</param>
/// <param name="Look">Measures it in a trace; null where the trace lacks what is needed. Cheap: linear in the trace at most, and exact on a growing one.</param>
public sealed record Rule(string Id, string Title, Severity Severity, Func<Trace, Symptom?> Look)
{
    /// <summary>Root causes that this is a sign of, by their names in <see cref="Causes"/>; the likeliest first.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>Whether it can be seen while training goes on, before any probe.</summary>
    public bool Live { get; init; }

    /// <summary>Whether this is a fact that was counted, such as rows in both splits, rather than inferred.</summary>
    public bool Exact { get; init; }
}
