namespace Assay.Training;

/// <summary>How far training is.</summary>
/// <param name="Epoch">Number of the epoch under way, from 1.</param>
/// <param name="Epochs">Epochs planned; 0 if unknown.</param>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Steps">Optimizer steps planned; 0 if unknown.</param>
/// <param name="Loss">The last batch's.</param>
/// <param name="LearningRate">The last step's.</param>
/// <param name="RowsPerSecond">Lately.</param>
/// <param name="Elapsed">Seconds since training began or was resumed.</param>
/// <param name="Remaining">Seconds left, estimated; NaN if unknown.</param>
public readonly record struct Progress(
    int Epoch, int Epochs, long Step, long Steps, double Loss, double LearningRate, double RowsPerSecond, double Elapsed, double Remaining);
