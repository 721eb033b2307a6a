namespace Assay.Runs;

/// <summary>That a run was gone on with: when, from where and how.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Step">Optimizer updates done at the checkpoint.</param>
/// <param name="Epoch">Epochs done there.</param>
/// <param name="From">The checkpoint: <c>last</c> or <c>best</c>.</param>
/// <param name="Scheduler">The fresh schedule it went on with; null where it went on exactly as before.</param>
/// <param name="Epochs">Epochs planned from there on with the fresh schedule; null where it went on as before.</param>
/// <param name="Rate">The learning rate that the fresh schedule began with; null where it went on as before.</param>
public sealed record RunResumption(DateTimeOffset At, long Step, int Epoch, string From, string? Scheduler = null, int? Epochs = null, double? Rate = null);
