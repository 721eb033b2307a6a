using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>A published set of rules, as its authors set it, to be held against ours on the same traces.</summary>
/// <param name="Name">What the field calls it.</param>
/// <param name="Diagnose">
/// Names of the rules that fire on a finished trace, each with the root causes (names of <see cref="Causes"/>) that its authors read
/// from it; empty for a run it calls healthy.
/// </param>
public sealed record PublishedRules(string Name, Func<Trace, IReadOnlyList<(string Rule, IReadOnlyList<string> Causes)>> Diagnose);
