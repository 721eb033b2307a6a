namespace Assay.Diagnosis;

/// <summary>A remedy that was tried.</summary>
/// <param name="Action">What.</param>
/// <param name="Cost">In trainings like the first.</param>
/// <param name="Before">Held-out loss of what it was tried on; less is better.</param>
/// <param name="After">Held-out loss with it; NaN where training diverged.</param>
/// <param name="Kept">Whether it helped enough to go on from.</param>
/// <param name="Reason">Why it was kept or not, with the numbers.</param>
public sealed record RepairAttempt(RemedyAction Action, double Cost, double Before, double After, bool Kept, string Reason);
