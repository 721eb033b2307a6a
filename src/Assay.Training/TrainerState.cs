namespace Assay.Training;

/// <summary>What a <see cref="Trainer"/> or <see cref="StreamTrainer"/> must remember to go on as if it had never stopped.</summary>
/// <param name="Stepper">The steps' own.</param>
/// <param name="Epochs">Epochs done.</param>
/// <param name="Batches">Batches or windows done of the epoch under way.</param>
/// <param name="OrderKey">Key of the generator at the start of the epoch under way.</param>
/// <param name="OrderPosition">Its position there.</param>
/// <param name="LossSum">Losses of the epoch under way, times rows.</param>
/// <param name="Rows">Rows of the epoch under way.</param>
public sealed record TrainerState(
    StepperState Stepper, int Epochs, int Batches, ulong OrderKey, ulong OrderPosition, double LossSum, long Rows);
