namespace Assay.Diagnosis;

/// <summary>A change that may remove a root cause.</summary>
/// <param name="Id">Stable, such as <c>rate-tenth</c>; what it gained on the benchmark is kept under it.</param>
/// <param name="Cause">Root cause by its name in <see cref="Causes"/>.</param>
/// <param name="Title">What is done, in a sentence.</param>
/// <param name="Cost">Cost in trainings like the one at hand: 2 for one of twice the length.</param>
/// <param name="Change">
/// From the settings of a run those to train with instead; null where it does not apply, because the run has no such setting or has
/// the value already. A null function is for what only a person can do, in code or data.
/// </param>
public sealed record RemedyAction(
    string Id, string Cause, string Title, double Cost,
    Func<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?>? Change);
