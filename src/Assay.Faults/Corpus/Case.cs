namespace Assay.Faults;

/// <summary>One training of the corpus.</summary>
/// <param name="Program">Name of the base program.</param>
/// <param name="Task">Name of its data set.</param>
/// <param name="Fault">Name of what was put in; empty for the healthy training.</param>
/// <param name="Seed">Of rows, weights and orders.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record Case(string Program, string Task, string Fault, ulong Seed, FaultOutcome Outcome)
{
    /// <summary>What is trained with several seeds.</summary>
    public (string, string, string) Configuration => (Program, Task, Fault);
}
