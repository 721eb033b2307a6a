using Assay.Runs;

namespace Assay.Studies;

/// <summary>How a training ended.</summary>
/// <param name="Status">Finished, Stopped or Diverged.</param>
/// <param name="Reason">Why, where it did not simply finish: which tensor, which step.</param>
public sealed record TrainingOutcome(RunStatus Status, string? Reason = null);
