namespace Assay.Training;

/// <summary>A pass over the training data that has ended.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Step">Optimizer steps done so far.</param>
/// <param name="TrainLoss">Mean of the losses before each update.</param>
/// <param name="Valid">Validation metrics by name, "loss" among them; empty without validation data.</param>
public sealed record Epoch(int Number, long Step, double TrainLoss, IReadOnlyDictionary<string, double> Valid);
