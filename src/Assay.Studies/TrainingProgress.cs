namespace Assay.Studies;

/// <summary>How far a training is.</summary>
/// <param name="Phase">"preparing", "training", "evaluating" or "reporting".</param>
/// <param name="Epoch">Number of the epoch under way, from 1.</param>
/// <param name="Epochs">Epochs planned.</param>
/// <param name="Step">Updates done.</param>
/// <param name="Steps">Updates planned.</param>
/// <param name="Rate">Rows a second, lately.</param>
/// <param name="Elapsed">Seconds of training so far.</param>
/// <param name="Remaining">Seconds left, estimated; NaN if unknown.</param>
/// <param name="Metrics">The newest value of each metric worth watching, in display order.</param>
/// <param name="Warning">Something to say once, or null.</param>
/// <param name="Gradients">How the gradients are, in a line, or null.</param>
/// <param name="Parameters">Trainable numbers of the model; 0 before it is built.</param>
public sealed record TrainingProgress(
    string Phase,
    int Epoch,
    int Epochs,
    long Step,
    long Steps,
    double Rate,
    double Elapsed,
    double Remaining,
    IReadOnlyList<(string Name, double Value)> Metrics,
    string? Warning = null,
    string? Gradients = null,
    long Parameters = 0);
